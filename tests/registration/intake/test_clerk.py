"""At the police desk: an officer fills in the form with the person, or enters a paper form, for their own wards only."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client

from portal.accounts.models import Posting
from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework.models import Registration
from registration.intake import drafts, steps
from registration.intake.clerk import drafts as clerk_drafts
from registration.intake.models import Draft
from tests.registration.casework.cast import Cast, make_cast, signed_in

from .conftest import ADULT, NOW, changed

HERE = changed(ADULT, cam_ket={"file_now": ""})


@pytest.fixture
def cast(db: None) -> Cast:
    return make_cast()


@pytest.fixture
def officer(cast: Cast) -> Client:
    return signed_in(cast.officer)


def begin(client: Client, **how) -> str:
    response = client.post("/staff/registrations/new/", {"origin": "desk"} | how)
    assert response.status_code == 302, response.context["form"].errors
    return response.headers["Location"].split("/")[4]


def fill(client: Client, draft: str, answers: dict[str, dict]) -> None:
    for slug, fields in answers.items():
        response = client.post(f"/staff/registrations/new/{draft}/{slug}/", fields)
        assert response.status_code == 302, (slug, response.context["form"].errors)


def finish(client: Client, draft: str, **fields):
    return client.post(f"/staff/registrations/new/{draft}/check/", {"do": "receive"} | fields)


def test_with_the_identity_compared_it_is_received_at_once(officer, cast):
    draft = begin(officer)
    fill(officer, draft, HERE)
    response = finish(officer, draft, identity_compared="on")
    registration = Registration.objects.get()
    assert response.headers["Location"] == f"/staff/registrations/{registration.display_code}/"
    assert (registration.status, registration.source, registration.received_at) == ("received", "desk", NOW)
    assert [(event.kind, event.actor) for event in registration.events.order_by("seq")] == [
        ("prepare", cast.officer),
        ("receive", cast.officer),
    ]


def test_the_person_gets_one_message_and_the_draft_is_gone(officer):
    draft = begin(officer)
    fill(officer, draft, HERE)
    finish(officer, draft, identity_compared="on")
    assert [one.template for one in OutboundMessage.objects.all()] == ["registration_received"]
    assert not Draft.objects.exists()


def test_without_the_tick_nothing_is_received(officer):
    draft = begin(officer)
    fill(officer, draft, HERE)
    response = finish(officer, draft)
    assert response.status_code == 422
    assert "identity_compared" in response.context["form"].errors
    assert not Registration.objects.exists()


def test_only_preparing_shows_it_to_this_officer_alone(officer, cast):
    draft = begin(officer)
    fill(officer, draft, HERE)
    finish(officer, draft, do="prepare")
    assert Registration.objects.visible_to(cast.officer).get().status == "prepared"
    assert not Registration.objects.visible_to(cast.chief).exists()


def test_a_person_of_another_ward_is_sent_to_the_right_desk(officer):
    draft = begin(officer)
    fill(officer, draft, {slug: HERE[slug] for slug in ("bat-dau", "nguoi-dang-ky")})
    elsewhere = HERE["noi-o"] | {"residence_ward": "00082"}
    response = officer.post(f"/staff/registrations/new/{draft}/noi-o/", elsewhere)
    assert "phường Cửa Nam" in response.context["form"].errors["residence_ward"][0]
    fill(officer, draft, {slug: fields for slug, fields in HERE.items() if slug != "noi-o"})
    assert finish(officer, draft, identity_compared="on").status_code == 422
    assert not Registration.objects.exists()


def test_a_paper_form_starts_the_clock_when_the_desk_took_it(officer):
    draft = begin(officer, origin="paper", paper_day="24/11/2026", paper_time="16h05")
    fill(officer, draft, HERE)
    finish(officer, draft, identity_compared="on")
    taken = datetime(2026, 11, 24, 16, 5, tzinfo=ZoneInfo("Asia/Ho_Chi_Minh"))
    registration = Registration.objects.get()
    assert (registration.received_at, registration.due_at) == (taken, taken + timedelta(hours=24))


@pytest.mark.parametrize(
    ("day", "at", "field"),
    [("", "9h", "paper_day"), ("24/11/2026", "", "paper_time"), ("25/11/2026", "9h31", "paper_time"), ("1/9/2026", "9h", "paper_day")],
)  # fmt: skip
def test_a_paper_form_needs_a_believable_moment(officer, day, at, field):
    response = officer.post("/staff/registrations/new/", {"origin": "paper", "paper_day": day, "paper_time": at})
    assert field in response.context["form"].errors
    assert not Draft.objects.exists()


def test_without_a_determination_it_is_received_as_incomplete(officer):
    draft = begin(officer)
    fill(officer, draft, changed(HERE, bat_dau={"determination_result": "no", "determination_date": ""}))
    assert officer.get(f"/staff/registrations/new/{draft}/check/").context["later"]
    finish(officer, draft, identity_compared="on")
    assert Registration.objects.get().status == "received"


def test_a_child_cannot_be_received(officer):
    draft = begin(officer)
    child = changed(
        HERE,
        bat_dau={"writer": "mother"},
        nguoi_viet={"writer_name": "Trần Thị Mẹ", "writer_phone": "0900000124"},
        nguoi_dang_ky={"date_of_birth": "1/1/2018", "id_number": "", "id_kind": "none"},
        nguyen_vong={"intended_place": "undecided"},
        y_kien={"representative_opinion": "x", "person_own_wish": "x", "home_is_safe": "yes"},
    )
    fill(officer, draft, {slug: child[slug] for slug in steps.BY_SLUG if slug in child})
    assert finish(officer, draft, identity_compared="on").status_code == 422
    assert not Registration.objects.exists()


def test_a_relatives_words_are_confirmed_by_the_person_who_stands_there(officer):
    asked = changed(
        HERE,
        bat_dau={"writer": "mother"},
        nguoi_viet={"writer_name": "Trần Thị Mẹ", "writer_phone": "0900000124"},
    )
    draft = begin(officer)
    fill(officer, draft, {slug: asked[slug] for slug in steps.BY_SLUG if slug in asked})
    finish(officer, draft, identity_compared="on")
    assert "request_unconfirmed" not in Registration.objects.get().answers


def test_finishing_twice_is_the_same_registration(officer):
    draft = begin(officer)
    fill(officer, draft, HERE)
    first, second = (finish(officer, draft, identity_compared="on") for _try in range(2))
    assert first.headers["Location"] == second.headers["Location"]
    assert Registration.objects.count() == 1


@pytest.mark.parametrize("who", ["chief", "officer_next_door"])
def test_nobody_opens_another_officers_draft(officer, cast, who):
    draft = begin(officer)
    other = signed_in(getattr(cast, who))
    for path in ("bat-dau", "check"):
        assert other.get(f"/staff/registrations/new/{draft}/{path}/").status_code == 404
    other.post(f"/staff/registrations/new/{draft}/discard/")
    assert Draft.objects.count() == 1


@pytest.mark.parametrize("who", ["social", "chair", "helper", "coordinator", "counsellor", "editor", "administrator"])
def test_only_the_police_desk_registers(cast, who):
    assert signed_in(getattr(cast, who)).post("/staff/registrations/new/", {"origin": "desk"}).status_code == 403


def test_beginning_and_erasing_are_in_the_log(officer):
    draft = begin(officer)
    officer.post(f"/staff/registrations/new/{draft}/discard/")
    assert not Draft.objects.exists()
    assert list(Entry.objects.filter(object_ref=draft).order_by("id").values_list("action", flat=True)) == [
        "registration.enter",
        "registration.enter-discarded",
    ]


def test_the_public_return_never_finds_a_clerks_draft(officer):
    draft = begin(officer)
    fill(officer, draft, HERE)
    kept = Draft.objects.get()
    assert drafts.find_by_code(kept.code, kept.answers["phone"]) is None


def test_a_draft_ends_at_once_with_the_posting_in_which_it_was_begun(officer, cast):
    begin(officer)
    yesterday = NOW.date() - timedelta(days=1)
    cast.officer.postings.update(ends_on=yesterday)
    assert not clerk_drafts.of(cast.officer).exists()
    Posting.objects.create(
        user=cast.officer, role="police_officer", ward=cast.next_door, starts_on=NOW.date() + timedelta(days=1)
    )
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert not clerk_drafts.of(cast.officer).exists()


def test_a_renewed_posting_at_the_same_ward_keeps_the_drafts(officer, cast):
    begin(officer)
    cast.officer.postings.update(ends_on=NOW.date())
    Posting.objects.create(
        user=cast.officer, role="police_chief", ward=cast.ward, starts_on=NOW.date() + timedelta(days=1)
    )
    with time_machine.travel(NOW + timedelta(days=2), tick=False):
        assert clerk_drafts.of(cast.officer).count() == 1
