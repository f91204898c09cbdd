"""Search finds with and without marks, pages and documents, and never a draft."""

import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.searching import search

pytestmark = pytest.mark.django_db


def titles(words: str, language: str = "vi") -> list[str]:
    return [entry.title for entry in search(words, language)]


@pytest.mark.parametrize("words", ["điều trị nghiện", "dieu tri nghien", "DIEU TRI", "điều trị ngh", "nghien dieu"])
def test_words_are_found_with_and_without_marks(article, words):
    article("Điều trị nghiện tại nhà")
    assert "Điều trị nghiện tại nhà" in titles(words)


def test_the_letter_d_with_stroke_is_found_by_a_plain_d(article):
    article("Đường dây đêm")
    assert "Đường dây đêm" in titles("duong day dem")


def test_words_with_marks_put_the_exact_page_first(article):
    article("Ma tuy")
    article("Má tụy")
    article("Ma túy")
    assert titles("ma túy")[0] == "Ma túy"


def test_the_text_of_a_page_is_searched_too(article):
    article(
        "Bài", body=json.dumps([{"type": "steps", "value": {"steps": [{"heading": "Ngửa đầu", "text": "thổi ngạt"}]}}])
    )
    assert titles("thoi ngat") == ["Bài"]


def test_a_draft_and_an_unpublished_page_are_not_found(article):
    article("Zulu", live=False)
    page = article("Xoan đào")
    page.refresh_from_db()
    page.unpublish()
    assert titles("zulu") == titles("xoan") == []


def test_a_changed_page_is_found_by_its_new_words_at_once(article):
    page = article("Khoai lang")
    page.title = "Mới tinh"
    page.save_revision().publish()
    assert titles("moi tinh") == ["Mới tinh"]
    assert titles("khoai") == []


def test_a_legal_document_is_found_by_its_number(home):
    assert titles("163/2026/NĐ-CP")[0].startswith("163/2026/NĐ-CP")
    assert titles("163 2026 nd-cp")[0].startswith("163/2026/NĐ-CP")


@pytest.mark.parametrize("words", ["", "   ", "\x00", "!!!", "' OR 1=1 --", "a & b | !c:*", "💊", "x" * 5000])
def test_odd_words_get_an_answer_and_no_error(home, client, words):
    assert client.get("/tim-kiem/", {"q": words}).status_code == 200


def test_the_number_of_queries_does_not_grow_with_the_results(article, client):
    article("Bài thứ nhất")
    client.get("/tim-kiem/?q=bai")
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get("/tim-kiem/?q=bai")
    for number in range(10):
        article(f"Bài số {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/tim-kiem/?q=bai")
    assert len(many) == len(few) <= 10


def test_a_lapsed_document_is_marked_as_lapsed_among_the_results(home, client):
    answer = client.get("/en/tim-kiem/?q=116/2021").content.decode()
    assert "no longer in force" in answer
