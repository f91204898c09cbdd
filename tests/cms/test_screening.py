"""Self-screening: next steps instead of scores, danger first, nothing kept anywhere."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import screening
from cms.respect import check

pytestmark = pytest.mark.django_db


def keys_of(answers: dict[str, str]) -> tuple[str, set[str]]:
    found = screening.result(answers)
    return found.outcome, set(found.flags)


def test_few_points_advise_to_keep_watch_many_to_see_somebody():
    assert keys_of({"often": "1"}) == ("keep", set())
    assert keys_of({"often": "3", "worry": "1"}) == ("talk", set())
    assert keys_of({"often": "4", "more": "2", "change": "2"}) == ("see", set())


def test_danger_and_mixing_are_said_whatever_the_points():
    assert keys_of({"danger": "1"}) == ("keep", {"danger"})
    assert keys_of({"mix": "1"})[1] == {"mixing"}


@pytest.mark.parametrize("answers", [{}, {"often": "99"}, {"nonsense": "1"}, {"often": "\x00"}])
def test_answers_that_are_none_give_no_result(answers):
    assert screening.result(answers) is None


def test_without_script_one_post_is_answered_and_leaves_no_trace(client):
    with CaptureQueriesContext(connection) as captured:
        answer = client.post("/en/sang-loc/", {"often": "4", "more": "2", "change": "2", "danger": "1"})
    page = answer.content.decode()
    shown = page.split('data-outcome="see"', 1)[1].split(">", 1)[0]
    assert "hidden" not in shown
    assert 'data-flag="danger">' in page
    assert not answer.cookies
    assert "no-store" in answer["Cache-Control"]
    assert [query["sql"] for query in captured if not query["sql"].startswith("SELECT")] == []


def test_the_answers_are_not_repeated_in_the_page(client):
    assert "checked" not in client.post("/sang-loc/", {"often": "4"}).content.decode().split("<form", 1)[1]


def test_the_page_says_that_only_a_doctor_determines(client):
    assert "Only a doctor can determine dependence" in client.get("/en/sang-loc/").content.decode()


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_words_of_the_screening_are_respectful(language):
    texts = [question.text for question in screening.questions(language)]
    texts += [f"{outcome.title} {outcome.text}" for outcome in screening.outcomes(language)]
    assert check(" ".join(texts)) == []
