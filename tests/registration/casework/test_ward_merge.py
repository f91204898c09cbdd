"""A ward becomes part of another: the story keeps its name, the new ward's desks go on with the work."""

from datetime import date, timedelta

import pytest
from django.core.management import CommandError, call_command

from portal.audit.models import Entry
from registration.casework.actions.decide import decide
from registration.casework.actions.open_prepared import open_prepared
from registration.casework.desks import desks_of
from registration.casework.escalation import lists, raising
from registration.casework.models import Registration
from registration.casework.ward_merge import CannotMerge, merge
from tests.registration.casework.cast import MORNING, filed
from tests.registration.casework.walk import day, to

NEW_YEAR = date(2026, 10, 6)
LATER = MORNING + timedelta(hours=20)


def merged(cast):
    return merge(cast.ward, cast.next_door, on=NEW_YEAR, basis="Nghị quyết thử", now=LATER)


def test_open_files_move_with_an_event_that_keeps_the_old_name(cast):
    registration = to("received", cast)
    assert (merged(cast).open, merged(cast).open) == (1, 0)
    registration.refresh_from_db()
    assert (registration.ward, registration.status) == (cast.next_door, "received")
    assert [(event.kind, event.ward_id) for event in registration.events.all()] == [
        ("file", "00070"),
        ("ward-merged", "00070"),
    ]


def test_the_new_desk_sees_and_decides_and_the_old_one_does_not(cast):
    registration = to("received", cast)
    merged(cast)
    assert Registration.objects.visible_to(cast.officer_next_door).get() == registration
    assert not Registration.objects.visible_to(cast.officer).exists()
    decided = decide(
        registration, cast.chief_next_door, place="home_community", starts_on=day(LATER), stepped_up=True, now=LATER
    )
    assert decided.decisions.get().ward == cast.next_door


def test_signed_papers_keep_ward_and_number(cast):
    paper = to("decided", cast).decisions.get()
    merged(cast)
    paper.refresh_from_db()
    assert (paper.ward, paper.number) == (cast.ward, 1)


def test_a_prepared_file_is_opened_at_the_new_desk_with_the_same_code(cast):
    registration = filed(cast.ward, file_now=False)
    merged(cast)
    assert open_prepared(registration.code, cast.officer_next_door, desks_of(cast.officer_next_door)) == registration


def test_what_is_finished_follows_without_an_event(cast):
    registration = to("closed", cast)
    before = registration.event_count
    assert merged(cast).finished == 1
    registration.refresh_from_db()
    assert (registration.ward, registration.event_count) == (cast.next_door, before)


def test_running_clock_and_warnings_go_on_at_the_new_desk(cast):
    registration = to("received", cast)
    raising.raise_due(LATER)
    due = registration.due_at
    merged(cast)
    registration.refresh_from_db()
    assert registration.due_at == due
    assert lists.for_desks(cast.officer_next_door).get().registration == registration
    assert not lists.for_desks(cast.officer).exists()


def test_the_old_ward_ends_and_names_its_successor_and_the_log_says_by_what(cast):
    merged(cast)
    cast.ward.refresh_from_db()
    assert (cast.ward.valid_to, list(cast.ward.successors.all())) == (date(2026, 10, 5), [cast.next_door])
    assert Entry.objects.get(action="ward.merged").detail["basis"] == "Nghị quyết thử"


def test_a_merger_of_tomorrow_or_into_itself_is_refused(cast):
    with pytest.raises(CannotMerge):
        merge(cast.ward, cast.next_door, on=NEW_YEAR + timedelta(days=9), basis="x", now=LATER)
    with pytest.raises(CannotMerge):
        merge(cast.ward, cast.ward, on=NEW_YEAR, basis="x", now=LATER)
    with pytest.raises(CommandError):
        call_command("merge_ward", "00070", "99999", on="2026-10-06", basis="x")
