"""Addresses in plain letters, by one rule in the editor and on the server; texts stored composed."""

import json
import re
import unicodedata

import pytest

from cms.models import ArticlePage
from cms.slugs import formatters
from portal.ui.vietnamese import slug

TITLES = [
    ("Đăng ký cai nghiện tự nguyện", "dang-ky-cai-nghien-tu-nguyen"),
    ("Điểm tư vấn phường Đông Á", "diem-tu-van-phuong-dong-a"),
    ("  ẤM ÁP – hỏi & đáp!  ", "am-ap-hoi-dap"),
    ("Hoà thuận, hòa thuận", "hoa-thuan-hoa-thuan"),
    ("Ỷ Ỹ Ỵ ữ ự ướt", "y-y-y-u-u-uot"),
    ("Quy định từ 1/7/2026", "quy-dinh-tu-1-7-2026"),
]


def as_the_editor_does(text: str) -> str:
    """The pairs that the browser gets, applied in their order, then lower case as Wagtail's slug field does."""
    text = text.strip()
    for pattern, replacement in formatters():
        text = re.sub(pattern, replacement, text)
    return text.lower()


@pytest.mark.parametrize(("title", "address"), TITLES)
def test_editor_and_server_fold_a_title_alike(title, address):
    assert slug(title) == address
    assert as_the_editor_does(title) == address
    assert as_the_editor_does(unicodedata.normalize("NFD", title)) == address


@pytest.mark.django_db
def test_a_page_made_without_a_slug_gets_the_folded_one(article):
    assert article("Đăng ký cai nghiện").slug == "dang-ky-cai-nghien"


@pytest.mark.django_db
def test_two_pages_of_one_title_get_two_addresses(article):
    article("Đêm nay")
    assert article("Đêm nay").slug == "dem-nay-2"


@pytest.mark.django_db
def test_a_slug_with_marks_is_folded_on_save(article):
    page = article("Bài")
    page.slug = "Hỏi Đáp"
    page.save()
    page.refresh_from_db()
    assert page.slug == "hoi-dap"


@pytest.mark.django_db
def test_texts_that_arrive_decomposed_are_stored_composed(article):
    apart = unicodedata.normalize("NFD", "Tiếng Việt đủ dấu")
    page = article(apart, summary=apart, body=json.dumps([{"type": "heading", "value": apart}]))
    stored = ArticlePage.objects.get(pk=page.pk)
    assert stored.title == stored.summary == unicodedata.normalize("NFC", apart)
    assert stored.body[0].value == unicodedata.normalize("NFC", apart)


@pytest.mark.django_db
def test_revisions_hold_composed_text_too(article):
    apart = unicodedata.normalize("NFD", "Tiếng Việt")
    page = article("Bài", body=json.dumps([{"type": "heading", "value": apart}]))
    content = page.save_revision().content["body"]
    assert unicodedata.normalize("NFC", apart) in json.loads(content)[0]["value"]
