"""Each move does what the table says: state, clock, named fields, event, audit, SMS."""

from datetime import timedelta

import pytest

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework.actions.answer_completion import answer
from registration.casework.actions.close import close
from registration.casework.actions.complete import complete
from registration.casework.actions.complete_treatment import complete_treatment
from registration.casework.actions.decide import decide
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.not_eligible import confirm_not_eligible, propose_not_eligible
from registration.casework.actions.not_started import not_started
from registration.casework.actions.open_prepared import CannotOpen, open_prepared
from registration.casework.actions.postpone import postpone
from registration.casework.actions.receive import receive
from registration.casework.actions.request_completion import request_completion
from registration.casework.actions.start import start
from registration.casework.actions.stop import stop
from registration.casework.actions.withdraw import withdraw
from registration.casework.desks import desks_of
from registration.casework.errors import BadInput, ClockForbids, OwnProposal, SecondFactorNeeded, WrongRole, WrongState
from registration.casework.models import Registration
from tests.registration.casework.cast import MORNING, filed
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)


def test_a_prepared_file_is_seen_by_nobody_until_opened_with_its_code(cast):
    registration = filed(cast.next_door)
    officer = cast.officer_next_door
    assert not Registration.objects.visible_to(officer).exists()
    open_prepared(registration.display_code.lower(), officer, desks_of(officer))
    assert Registration.objects.visible_to(officer).get() == registration
    assert not Registration.objects.visible_to(cast.chief_next_door).exists()


def test_opening_is_noted_with_role_and_desk(cast):
    registration = filed(cast.next_door)
    open_prepared(registration.code, cast.officer_next_door, desks_of(cast.officer_next_door))
    entry = Entry.objects.get(action="registration.open")
    assert (entry.object_ref, entry.detail["role"], entry.detail["ward"]) == (
        str(registration.pk), "police_officer", "00082",
    )  # fmt: skip


@pytest.mark.parametrize("who", ["officer", "chief"])
def test_another_wards_officer_cannot_open_a_prepared_file_even_with_the_code(cast, who):
    registration = filed(cast.next_door)
    with pytest.raises(CannotOpen):
        open_prepared(registration.code, getattr(cast, who), desks_of(getattr(cast, who)))
    assert not Entry.objects.filter(action="registration.open").exists()


def test_receiving_starts_the_clock_and_tells_the_person(cast):
    registration = filed(cast.next_door)
    received = receive(registration, cast.officer_next_door, identity_compared=True, now=MORNING + HOUR)
    assert received.due_at == MORNING + HOUR + timedelta(hours=24)
    assert OutboundMessage.objects.filter(template="registration_received").count() == 1


def test_receiving_needs_the_identity_compared(cast):
    registration = filed(cast.next_door)
    with pytest.raises(BadInput):
        receive(registration, cast.officer_next_door, identity_compared=False)
    registration.refresh_from_db()
    assert registration.status == "prepared"


def test_asking_for_papers_stops_the_clock_and_completing_gives_24_hours_anew(cast):
    registration = to("completion_requested", cast)
    assert registration.due_at is None
    back = complete(registration, cast.officer, now=MORNING + timedelta(days=3))
    assert back.due_at == MORNING + timedelta(days=4)
    assert back.completion_requests.get().closed_at == MORNING + timedelta(days=3)


def test_the_citizens_answer_is_kept_and_the_desk_decides_when_it_is_complete(cast):
    registration = answer(to("completion_requested", cast), "Tôi gửi bản chụp.")
    assert registration.status == "completion_requested"
    assert registration.completion_requests.get().answer == "Tôi gửi bản chụp."


def test_an_empty_answer_is_no_answer(cast):
    with pytest.raises(BadInput):
        answer(to("completion_requested", cast), "  ")


def test_not_eligible_needs_two_people(cast):
    registration = propose_not_eligible(
        to("received", cast), cast.chief, reason="other_ward", next_step="Sang Cửa Nam."
    )
    assert registration.status == "received"
    with pytest.raises(OwnProposal):
        confirm_not_eligible(registration, cast.chief)
    done = confirm_not_eligible(registration, cast.second_chief)
    assert (done.status, done.due_at) == ("not_eligible", None)


def test_an_officer_cannot_confirm_and_nobody_can_confirm_nothing(cast):
    registration = to("received", cast)
    with pytest.raises(WrongState):
        confirm_not_eligible(registration, cast.chief)
    propose_not_eligible(registration, cast.chief, reason="other_ward", next_step="Sang Cửa Nam.")
    with pytest.raises(WrongRole):
        confirm_not_eligible(registration, cast.officer)


def test_the_decision_carries_number_term_and_the_time_to_begin(cast):
    registration = to("decided", cast)
    paper = registration.decisions.get()
    assert (paper.number, paper.form, paper.term_months) == (1, "F 22", 24)
    assert paper.ends_on == paper.starts_on.replace(year=paper.starts_on.year + 2)
    assert day(registration.due_at) == day(MORNING) + timedelta(days=2)


def test_from_the_second_time_the_term_is_longer(cast):
    assert to("decided", cast, earlier_voluntary_count=1).decisions.get().term_months == 36


def test_decision_numbers_run_without_gap_within_a_ward(cast):
    for _ in range(3):
        to("decided", cast)
    with pytest.raises(BadInput):
        decide(to("received", cast), cast.chief, place="nowhere", starts_on=day(MORNING), stepped_up=True, now=MORNING)
    last = to("decided", cast)
    assert last.decisions.get().number == 4


@pytest.mark.parametrize(
    ("place", "changes"),
    [
        ("reformatory_school", {}),
        ("public_facility", {"date_of_birth": "2010-01-01"}),
        ("home_community", {"residence_stable": "no"}),
        ("undecided", {}),
    ],
)
def test_a_place_that_age_or_residence_forbid_is_refused(cast, place, changes):
    registration = to("received", cast, **changes)
    with pytest.raises(BadInput) as refused:
        decide(registration, cast.chief, place=place, starts_on=day(MORNING), stepped_up=True, now=MORNING)
    assert refused.value.field == "place"


def test_deciding_needs_the_second_factor(cast):
    registration = to("received", cast)
    with pytest.raises(SecondFactorNeeded):
        decide(registration, cast.chief, place="home_community", starts_on=day(MORNING), stepped_up=False, now=MORNING)


def test_an_officer_does_not_decide(cast):
    with pytest.raises(WrongRole):
        decide(
            to("received", cast),
            cast.officer,
            place="home_community",
            starts_on=day(MORNING),
            stepped_up=True,
            now=MORNING,
        )


def test_start_lies_between_decision_and_today(cast):
    registration = to("decided", cast)
    for wrong in (day(MORNING) - timedelta(days=1), day(MORNING) + timedelta(days=1)):
        with pytest.raises(BadInput):
            start(registration, cast.officer, started_on=wrong, now=MORNING + HOUR)


def test_not_started_is_recorded_only_after_the_time_is_over(cast):
    registration = to("decided", cast)
    with pytest.raises(ClockForbids):
        not_started(registration, cast.officer, now=registration.due_at - HOUR)
    assert not_started(registration, cast.officer, now=registration.due_at + HOUR).status == "not_started"


def test_a_postponed_start_moves_the_clock(cast):
    until = day(MORNING) + timedelta(days=30)
    registration = postpone(to("decided", cast), cast.chief, reason="illness", until=until, now=MORNING + 2 * HOUR)
    assert (registration.status, registration.postponed_until) == ("decided", until)
    with pytest.raises(ClockForbids):
        not_started(registration, cast.officer, now=MORNING + timedelta(days=20))


def test_the_certificate_is_not_given_before_the_last_day(cast):
    registration = to("in_treatment", cast)
    with pytest.raises(ClockForbids):
        complete_treatment(registration, cast.chief, stepped_up=True, now=MORNING + timedelta(days=200))


def test_stopping_keeps_the_reason_from_the_list(cast):
    stopped = stop(to("in_treatment", cast), cast.officer, reason="illness")
    assert stopped.events.latest("seq").detail == {"reason": "illness"}


def test_aftercare_lasts_a_year_and_closes_at_its_end_only(cast):
    registration = to("aftercare", cast)
    assert registration.helper == cast.helper
    assert registration.aftercare_ends_on.year == day(registration.completed_at).year + 1
    with pytest.raises(ClockForbids):
        close(registration, cast.chair, now=registration.completed_at + timedelta(days=100))
    assert to("closed", cast).status == "closed"


def test_a_moved_file_is_seen_by_the_new_ward_alone_and_goes_on_there(cast):
    registration = move(
        to("in_treatment", cast), cast.officer, ward=cast.next_door, reason="Chuyển nhà", now=MORNING + 2 * HOUR
    )
    assert not Registration.objects.visible_to(cast.officer).exists()
    arrived = acknowledge(registration, cast.officer_next_door, now=MORNING + 3 * HOUR)
    assert (arrived.status, arrived.ward, arrived.clock) == ("in_treatment", cast.next_door, "term")


def test_a_move_starts_a_clock_of_24_hours(cast):
    registration = move(to("decided", cast), cast.officer, ward=cast.next_door, reason="x", now=MORNING + 2 * HOUR)
    assert registration.due_at == MORNING + timedelta(hours=26)


def test_withdrawing_before_receipt_erases_every_word(cast):
    registration = filed(cast.next_door)
    withdraw(registration, by_citizen=True)
    registration.refresh_from_db()
    assert (registration.status, registration.answers, registration.phone_index) == ("withdrawn", {}, "")
    assert OutboundMessage.objects.count() == 1  # the one of filing


def test_what_was_withdrawn_before_receipt_leaves_no_trace_at_the_desk(cast):
    withdraw(filed(cast.next_door), by_citizen=True)
    assert not Registration.objects.visible_to(cast.officer_next_door).exists()


def test_withdrawing_after_receipt_is_recorded(cast):
    registration = withdraw(to("received", cast), by_citizen=True)
    assert (registration.status, registration.full_name) == ("withdrawn", "Trần Mẫu Thử")


def test_a_citizen_cannot_make_the_desks_moves(cast):
    registration = to("received", cast)
    with pytest.raises(WrongRole):
        request_completion(registration, None, missing=["residence"], message="x")  # type: ignore[arg-type]


def test_every_move_leaves_an_event_and_an_audit_entry_without_personal_words(cast):
    registration = to("closed", cast)
    kinds = [event.kind for event in registration.events.all()]
    assert kinds == ["file", "decide", "start", "complete-treatment", "begin-aftercare", "close"]
    entries = Entry.objects.filter(object_ref=str(registration.pk))
    assert [entry.action.removeprefix("registration.") for entry in entries] == kinds
    assert not any(word in str(entry.detail) for entry in entries for word in ("Trần", "Helper", "Hội"))
