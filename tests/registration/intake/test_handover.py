"""A counsellor's link: sealed, short-lived, for one use, only chosen fields, only with the person's yes."""

import pytest
import time_machine

from portal.privacy import handover, tokens
from registration.intake import drafts
from registration.intake.models import Draft, UsedHandover

from .conftest import NOW, Browser

FIELDS = {"residence_province": "01", "residence_ward": "00082", "support_needs": ["job", "loan"], "writer": "self"}


@pytest.fixture
def token() -> str:
    return handover.make(FIELDS)


def open_link(person: Browser, token: str) -> None:
    person.get("/dang-ky/", {"tu": token})
    person.begin()


def test_a_link_tells_nobody_what_it_carries(token):
    assert not any(word in token for word in ("00082", "job", "self"))
    assert handover.make(FIELDS) != token


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"note": "lời trong cuộc trò chuyện"},
        {"conversation": "K7M2Q"},
        {"safe_contact": "sau 19 giờ"},
        {"consent_processing": "yes"},
        {"full_name": "x" * 201},
        {"full_name": ""},
        {"support_needs": []},
        {"support_needs": ["job"] * 13},
    ],
)
def test_what_may_not_be_handed_over_makes_no_link(fields):
    with pytest.raises(handover.NotForHandover):
        handover.make(fields)


def test_a_counsellor_needs_nothing_of_registration_to_make_one():
    import ast
    from pathlib import Path

    tree = ast.parse(Path(handover.__file__).read_text())
    modules = [node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    assert not [name for name in modules if name and name.startswith(("registration", "hotline"))]


def test_every_field_is_one_of_the_form():
    from registration.intake.steps import STEPS

    assert {name for step in STEPS for name in step.fields} >= handover.FIELDS


def test_the_address_is_clean_at_once_and_the_crossing_comes_first(person, token):
    response = person.get("/dang-ky/", {"tu": token})
    assert response.headers["Location"] == "/dang-ky/"
    assert response.cookies["dv_handover"]["httponly"]
    assert "Tư vấn viên đã chuẩn bị sẵn" in person.get("/dang-ky/").content.decode()
    assert not Draft.objects.exists()


def test_the_person_sees_exactly_what_would_be_filled_in_before_anything_is(person, token):
    open_link(person, token)
    page = person.get("/dang-ky/tu-van-vien/").content.decode()
    assert "phường Cửa Nam" in page or "Cửa Nam" in page
    assert "Tìm việc làm, Vay vốn" in page
    assert not Draft.objects.get().answers


def test_with_the_tick_the_draft_starts_filled_and_the_link_is_used_up(person, token):
    open_link(person, token)
    response = person.post("/dang-ky/tu-van-vien/", {"agree": "yes"})
    assert response.headers["Location"] == "/dang-ky/bat-dau/"
    answers = Draft.objects.get().answers
    assert {name: answers[name] for name in FIELDS} == FIELDS
    assert UsedHandover.objects.count() == 1


def test_without_the_tick_nothing_is_filled_in(person, token):
    open_link(person, token)
    assert person.post("/dang-ky/tu-van-vien/", {}).status_code == 422
    person.post("/dang-ky/tu-van-vien/", {"without": "yes"})
    assert not Draft.objects.get().answers
    assert not UsedHandover.objects.exists()


def test_a_link_works_once_in_any_spelling(person, token):
    open_link(person, token)
    person.post("/dang-ky/tu-van-vien/", {"agree": "yes"})
    second = Browser()
    second.get("/dang-ky/", {"tu": token + "="})
    assert "đã được dùng hoặc đã quá hạn" in second.get("/dang-ky/").content.decode()
    second.begin()
    second.post("/dang-ky/tu-van-vien/", {"agree": "yes"})
    assert UsedHandover.objects.count() == 1
    assert not drafts.load(second.cookies["dv_draft"].value).answers


@pytest.mark.parametrize(
    "bad",
    ["", "x", "a" * 5000, "\x00", "ñ", tokens.sign({"id": 1, "fields": {}}, "handover")],
    ids=["nothing", "short", "long", "nul", "marks", "signed but not sealed"],
)
def test_a_forged_link_changes_nothing(person, bad):
    person.get("/dang-ky/", {"tu": bad})
    assert person.get("/dang-ky/").status_code == 200
    person.begin()
    assert person.get("/dang-ky/tu-van-vien/").headers["Location"] == "/dang-ky/bat-dau/"


def test_a_link_grows_too_old_after_two_hours(person, token):
    with time_machine.travel(NOW.timestamp() + handover.VALID_S + 1):
        person.get("/dang-ky/", {"tu": token})
        assert "đã quá hạn" in person.get("/dang-ky/").content.decode()


def test_a_link_brings_nothing_that_the_form_would_refuse(person):
    open_link(person, handover.make({"residence_ward": "99999", "intended_place": "the moon", "writer": "mother"}))
    person.post("/dang-ky/tu-van-vien/", {"agree": "yes"})
    assert Draft.objects.get().answers == {"writer": "mother"}
