"""The demo site as a visitor meets it: two languages, twins, discreet tabs, no cookies, search, crawlers."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import HelpNumber
from cms.searching import search

pytestmark = pytest.mark.django_db


def titles(words: str, language: str = "vi") -> list[str]:
    return [entry.title for entry in search(words, language)]


def queries(client, address: str) -> int:
    """How many queries the page takes once the caches are warm."""
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(address).status_code == 200
    return len(captured)


def test_vietnamese_is_at_the_root_and_english_below_en(demo_content, client):
    assert '<html lang="vi"' in client.get("/").content.decode()
    assert '<html lang="en"' in client.get("/en/").content.decode()


def test_an_article_names_its_twin_for_people_and_for_crawlers(demo_content, client):
    page = client.get("/tim-hieu/cho-gia-dinh-toi-nay/").content.decode()
    assert 'hreflang="en" href="http://testserver/en/learn/for-families-tonight/"' in page
    assert 'href="/en/learn/for-families-tonight/" hreflang="en" lang="en"' in page


def test_the_three_doors_stand_in_their_order(demo_content, client):
    doors = [str(door["icon"]) for door in client.get("/").context["doors"]]
    assert doors == ["talk", "read", "register"]


def test_a_long_article_takes_no_more_queries_than_a_short_one(demo_content, client):
    short = queries(client, "/tim-hieu/noi-chuyen-voi-nguoi-than/")
    assert queries(client, "/tim-hieu/so-sanh-cac-lua-chon/") <= short + 1  # the statuses of its sources


def test_reading_sets_no_cookie(demo_content, client):
    for address in ("/", "/tim-hieu/", "/tim-hieu/hoi-va-dap/", "/van-ban/", "/tim-kiem/?q=a"):
        assert not client.get(address).cookies


def test_the_tab_shows_the_discreet_title(demo_content, client):
    page = client.get("/tim-hieu/cap-cuu-viec-can-lam-ngay/").content.decode()
    assert "<title>Cấp cứu: việc cần làm ngay – Đường Về</title>" in page


def test_the_sitemap_names_live_pages_with_their_languages_and_no_draft(demo_content, article, client):
    article("Nháp kín", live=False)
    text = client.get("/sitemap.xml").content.decode()
    assert "<loc>http://testserver/tim-hieu/hoi-va-dap/</loc>" in text
    assert 'hreflang="en" href="http://testserver/en/learn/questions-and-answers/"' in text
    assert "nhap-kin" not in text


def test_guides_come_before_law_and_lapsed_law_comes_last(demo_content):
    found = search("dieu tri", "vi")
    kinds = [
        (entry.document is not None) + (entry.document is not None and entry.document.status == "lapsed")
        for entry in found
    ]
    assert {0, 1, 2} == set(kinds)
    assert kinds[0] == 0
    assert kinds[-1] == 2


def test_help_numbers_stand_in_the_page_as_they_are_kept(demo_content, client):
    HelpNumber.objects.filter(key="children").update(purpose_vi="Gọi khi cần người lớn giúp.")
    assert "Gọi khi cần người lớn giúp." in client.get("/tim-hieu/cho-gia-dinh-toi-nay/").content.decode()


def test_each_language_searches_its_own_pages(demo_content):
    assert "Cho gia đình, ngay tối nay" in titles("gia dinh toi nay")
    assert "For families, tonight" in titles("families tonight", "en")
    assert not any("families" in title for title in titles("families tonight"))


def test_an_article_that_quotes_lapsed_law_shows_it_as_lapsed(demo_content, client):
    page = client.get("/en/learn/what-changed-on-1-july-2026/").content.decode()
    quoted = page.split("116/2021/NĐ-CP</a>", 1)[1][:250]
    assert "no longer in force" in quoted
