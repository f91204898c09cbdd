"""The demo content reads as a real site, in both languages, and hurts nobody."""

import re
import time

import pytest
from wagtail.models import Page

from cms import demo, demo_pages
from cms.models import ArticlePage, HomePage, LegalDocument, SectionIndexPage
from cms.respect import check

pytestmark = pytest.mark.django_db


def test_loading_the_demo_twice_changes_nothing_the_second_time(quiet):
    demo.load(0.1, quiet)
    before = list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id"))
    demo.load(0.1, quiet)
    assert list(Page.objects.order_by("pk").values_list("pk", "latest_revision_id")) == before


def test_loading_the_demo_takes_less_than_ten_seconds(quiet):
    started = time.process_time()  # a busy machine must not fail the test
    demo.load(0.1, quiet)
    assert time.process_time() - started < 10


def test_every_page_has_a_live_twin_in_the_other_language(demo_content):
    pages = Page.objects.filter(depth__gt=1)
    assert pages.count() == 2 * len(demo_pages.read_all())
    assert all(page.get_translations().live().count() == 1 for page in pages)


def test_every_page_of_the_demo_opens(demo_content, client):
    addresses = [page.get_url() for page in Page.objects.live().filter(depth__gt=1)]
    assert {client.get(address).status_code for address in addresses} == {200}


def test_no_hurting_word_stands_in_the_demo_content(demo_content):
    pages = [page for model in (HomePage, SectionIndexPage, ArticlePage) for page in model.objects.all()]
    words = {page.title: check(" ".join([page.title, page.summary, page.body_text()])) for page in pages}
    assert {title: found for title, found in words.items() if found} == {}


def test_browser_titles_of_the_demo_content_give_nothing_away(demo_content):
    telling = re.compile(r"ma túy|nghiện|cai |drug|addict|overdose|quá liều|rehab", re.IGNORECASE)
    pages = [page for model in (HomePage, SectionIndexPage, ArticlePage) for page in model.objects.all()]
    assert [page.tab_title for page in pages if telling.search(page.tab_title)] == []


def test_addresses_of_the_demo_content_give_nothing_away(demo_content):
    slugs = " ".join(Page.objects.filter(depth__gt=2).values_list("slug", flat=True))
    assert not re.search(r"ma-tuy|nghien|drug|rehab", slugs)


def test_every_legal_source_of_a_guide_is_in_the_library(demo_content):
    quoted = {source["number"] for file in demo_pages.read_all() for source in file.get("sources", [])}
    assert quoted <= set(LegalDocument.objects.values_list("number", flat=True))


def test_an_editors_change_to_a_demo_page_survives_the_next_load(demo_content, quiet):
    page = ArticlePage.objects.first()
    page.title = "Tiêu đề do biên tập viên viết"
    page.save_revision().publish()
    demo.load(0.1, quiet)
    page.refresh_from_db()
    assert page.title == "Tiêu đề do biên tập viên viết"
