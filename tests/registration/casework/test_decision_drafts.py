"""An officer drafts, a chief signs: never the same person, and always whoever is chief on the day of signing."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.accounts.models import Posting, Role
from registration.casework.actions.decide import decide
from registration.casework.actions.draft_decision import draft_decision, pending_draft
from registration.casework.actions.move import acknowledge, move
from registration.casework.errors import BadInput, OwnProposal, WrongRole
from registration.casework.models import Decision
from tests.registration.casework.cast import MORNING, at, signed_in
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)
PLAN = {"place": "home_community", "starts_on": day(MORNING)}


def drafted(cast, by=None):
    return draft_decision(to("received", cast), by or cast.officer, **PLAN, reasons="Đủ giấy tờ.", now=MORNING + HOUR)


def signed(registration, by, **other):
    return decide(registration, by, **(PLAN | other), stepped_up=True, now=MORNING + 2 * HOUR)


def test_a_draft_changes_neither_state_nor_clock(cast):
    registration = drafted(cast)
    assert (registration.status, registration.due_at) == ("received", MORNING + timedelta(hours=24))
    assert registration.events.latest("seq").kind == "draft-decision"


def test_the_chief_signs_the_draft_and_the_paper_remembers_who_drafted_it(cast):
    paper = signed(drafted(cast), cast.chief).decisions.get()
    assert (paper.drafted_by, paper.signed_by, paper.detail["reasons"]) == (cast.officer, cast.chief, "Đủ giấy tờ.")
    assert (paper.rules_version, paper.template_version) == ("B", "1")


def test_the_chief_may_decide_otherwise_and_without_a_draft(cast):
    paper = signed(to("received", cast), cast.chief).decisions.get()
    assert paper.drafted_by is None


def test_who_drafted_cannot_sign_even_as_chief(cast):
    Posting.objects.create(user=cast.chief, role=Role.POLICE_OFFICER, ward=cast.ward, starts_on=date(2025, 7, 1))
    registration = drafted(cast, by=cast.chief)
    with pytest.raises(OwnProposal):
        signed(registration, cast.chief)
    assert signed(registration, cast.second_chief).status == "decided"


def test_the_database_itself_refuses_that_somebody_signs_their_own_draft(cast):
    signed(drafted(cast), cast.chief)
    with pytest.raises(IntegrityError, match="own_draft"), transaction.atomic():
        Decision.objects.update(drafted_by=cast.chief)


def test_a_chief_whose_posting_ended_in_between_cannot_sign_and_the_successor_does(cast):
    with at(MORNING + HOUR):
        registration = drafted(cast)
    cast.chief.postings.update(ends_on=day(MORNING))
    cast.second_chief.postings.update(starts_on=day(MORNING) + timedelta(days=1))
    with at(MORNING + timedelta(hours=20)):
        now = MORNING + timedelta(hours=20)
        with pytest.raises(WrongRole):
            decide(registration, cast.chief, **(PLAN | {"starts_on": day(now)}), stepped_up=True, now=now)
        done = decide(registration, cast.second_chief, **(PLAN | {"starts_on": day(now)}), stepped_up=True, now=now)
    assert done.decisions.get().signed_by == cast.second_chief


def test_a_second_draft_takes_the_place_of_the_first(cast):
    registration = drafted(cast)
    draft_decision(registration, cast.officer, **PLAN, reasons="Bổ sung.", now=MORNING + 2 * HOUR)
    assert registration.decision_drafts.count() == 2
    assert pending_draft(registration).reasons == "Bổ sung."


def test_a_draft_does_not_travel_to_another_ward(cast):
    registration = move(drafted(cast), cast.officer, ward=cast.next_door, reason="x", now=MORNING + 2 * HOUR)
    acknowledge(registration, cast.officer_next_door, now=MORNING + 3 * HOUR)
    assert pending_draft(registration) is None


@pytest.mark.parametrize(
    ("field", "wrong"),
    [("place", "reformatory_school"), ("starts_on", day(MORNING) - timedelta(days=1)), ("reasons", "  ")],
)
def test_an_impossible_draft_is_refused_at_its_field(cast, field, wrong):
    with pytest.raises(BadInput) as refused:
        draft_decision(
            to("received", cast), cast.officer, **(PLAN | {"reasons": "x"} | {field: wrong}), now=MORNING + HOUR
        )
    assert refused.value.field == field


def test_the_chief_finds_the_draft_on_the_file_and_in_the_form(cast):
    with at(MORNING + HOUR):
        registration = drafted(cast)
        client = signed_in(cast.chief)
        page = client.get(f"/staff/registrations/{registration.display_code}/").content.decode()
        form = client.get(f"/staff/registrations/{registration.display_code}/decide/").content.decode()
    assert "Đủ giấy tờ." in page
    assert 'value="2026-10-06"' in form


def test_erasing_forgets_the_reasons(cast):
    from registration.casework.erasure import erase

    registration = drafted(cast)
    erase(registration, MORNING)
    assert registration.decision_drafts.get().reasons == ""
