"""What a visitor gets: both languages, the twin, few and constant queries, no cookie, crawlers' files."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import ArticlePage

pytestmark = pytest.mark.django_db


def queries(client, address: str) -> int:
    """How many queries the page takes once the caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


@pytest.mark.parametrize("address", ["/", "/tim-hieu/", "/tim-hieu/bai-dau/"])
def test_pages_take_few_queries_however_many_articles_there_are(article, client, address):
    article("Bài đầu", body=json.dumps([{"type": "heading", "value": "A"}]))
    few = queries(client, address)
    for number in range(12):
        article(f"Bài {number}")
    assert queries(client, address) == few <= 20


def test_a_button_to_a_draft_page_is_not_drawn(article, client):
    draft = article("Nháp", live=False)
    call = {"type": "call", "value": {"label": "Xem nháp", "text": "", "page": draft.pk, "service": "", "phone": ""}}
    page = article("Bài có nút", body=json.dumps([call]))
    assert "Xem nháp" not in client.get(page.get_url()).content.decode()


def test_a_script_in_rich_text_never_reaches_the_reader(article, client):
    value = "<p>Chào<script>alert(1)</script></p>"
    page = article("Bài", body=json.dumps([{"type": "heading", "value": "<img src=x onerror=alert(1)>"}]))
    assert "<img src=x" not in client.get(page.get_url()).content.decode()
    assert ArticlePage._meta.get_field("body").stream_block.child_blocks["paragraph"].value_from_form(value) is not None


def test_robots_keeps_crawlers_out_of_what_is_personal(home, client):
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /dang-ky/", "Disallow: /tro-chuyen/", "Disallow: /cms/"} <= set(lines)
