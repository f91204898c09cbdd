"""From the notice of the end to aftercare: each step, the clock that follows it, its paper; moves and older cases too."""

from datetime import timedelta

import pytest

from registration.casework.actions.begin_aftercare import begin_aftercare
from registration.casework.actions.complete_treatment import complete_treatment
from registration.casework.actions.continue_treatment import continue_treatment
from registration.casework.actions.hand_over import hand_over
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.notify_end import notify_end
from registration.casework.actions.propose_aftercare import propose_aftercare
from registration.casework.actions.set_up_team import set_up_team
from registration.casework.clock import end_of_day
from registration.casework.errors import BadInput, WrongRole, WrongState
from registration.casework.models import Registration
from registration.rules.reading import DATA, read_rules
from registration.rules.ruleset import ruleset
from tests.registration.casework.cast import MORNING
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)
FORMS = read_rules(DATA.read_text(encoding="utf-8"))["B"].forms


@pytest.fixture
def treated(cast):
    """In treatment, 35 days before its end."""
    registration = to("in_treatment", cast)
    registration.at = end_of_day(registration.ends_on) - timedelta(days=35)
    return registration


def test_the_notice_starts_the_two_working_days_of_the_proposal(cast, treated):
    told = notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)
    assert (told.status, told.clock) == ("in_treatment", "aftercare_proposal")
    assert told.due_at == ruleset("B").due("aftercare_proposal", treated.at)
    assert told.events.latest("seq").detail["late"] is False


def test_a_late_notice_is_taken_and_recorded_as_late(cast, treated):
    late = treated.at + timedelta(days=20)
    told = notify_end(treated, cast.officer, notified_on=day(late), now=late)
    assert told.events.latest("seq").detail["late"] is True


def test_a_notice_comes_once_and_not_from_the_future(cast, treated):
    with pytest.raises(BadInput):
        notify_end(treated, cast.officer, notified_on=day(treated.at) + timedelta(days=1), now=treated.at)
    notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)
    with pytest.raises(WrongState):
        notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)


def test_the_proposal_is_numbered_and_the_certificates_clock_follows(cast, treated):
    with pytest.raises(WrongState):
        propose_aftercare(treated, cast.chief, stepped_up=True, now=treated.at)
    notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)
    proposed = propose_aftercare(treated, cast.chief, stepped_up=True, now=treated.at + HOUR)
    assert (proposed.clock, proposed.due_at) == ("certificate", end_of_day(treated.ends_on))
    assert proposed.decisions.get(register="proposal").form == FORMS["aftercare_proposal"]


def test_after_the_proposal_the_committee_has_until_the_term_ends(cast, treated):
    notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)
    propose_aftercare(treated, cast.chief, stepped_up=True, now=treated.at + HOUR)
    done = complete_treatment(treated, cast.chief, stepped_up=True, now=end_of_day(treated.ends_on) - 5 * HOUR)
    assert (done.clock, done.due_at) == ("aftercare_handover", end_of_day(treated.ends_on))


def test_without_a_proposal_its_time_runs_from_completion(cast, treated):
    now = end_of_day(treated.ends_on) - 5 * HOUR
    done = complete_treatment(treated, cast.chief, stepped_up=True, now=now)
    assert (done.clock, done.due_at) == ("aftercare_proposal", ruleset("B").due("aftercare_proposal", now))
    assert propose_aftercare(done, cast.chief, stepped_up=True, now=now + HOUR).clock == "aftercare_handover"


@pytest.mark.parametrize(
    ("place", "form"), [("home_community", "completion_certificate"), ("private_facility", "facility_certificate")]
)
def test_the_certificate_is_the_one_of_the_place(cast, treated, place, form):
    Registration.objects.filter(pk=treated.pk).update(place=place)
    now = end_of_day(treated.ends_on) - HOUR
    complete_treatment(treated, cast.chief, stepped_up=True, now=now)
    assert treated.decisions.get(register="certificate").form == FORMS[form]


def test_aftercare_gives_decision_helper_and_end_a_number_each(cast):
    registration = to("closed", cast)
    forms = set(registration.decisions.values_list("form", flat=True))
    assert {FORMS["aftercare_decision"], FORMS["helper"], FORMS["aftercare_end"]} <= forms


def test_the_chair_sets_up_a_team_by_name(cast):
    registration = to("aftercare", cast)
    set_up_team(registration, cast.chair, members="Ông A – Trưởng Công an\n\n Bà B – Trạm y tế", stepped_up=True)
    paper = registration.decisions.get(register="team")
    assert paper.detail["members"] == ["Ông A – Trưởng Công an", "Bà B – Trạm y tế"]
    with pytest.raises(BadInput):
        set_up_team(registration, cast.chair, members=" \n ", stepped_up=True)


def test_a_paper_is_handed_over_once(cast):
    registration = to("decided", cast)
    paper, now = registration.decisions.get(), MORNING + 2 * HOUR
    words = {"paper": paper.pk, "handed_on": day(now), "recipient": "self"}
    hand_over(registration, cast.officer, **words, now=now)
    paper.refresh_from_db()
    assert paper.handed_over_on == day(now)
    with pytest.raises(BadInput):
        hand_over(registration, cast.officer, **words, now=now)


@pytest.mark.parametrize("wrong", [{"paper": 0}, {"recipient": "neighbour"}, {"handed_on": day(MORNING + 99 * HOUR)}])
def test_another_paper_day_or_recipient_is_refused(cast, wrong):
    registration, now = to("decided", cast), MORNING + 2 * HOUR
    words = {"paper": registration.decisions.get().pk, "handed_on": day(now), "recipient": "self"} | wrong
    with pytest.raises(BadInput) as refused:
        hand_over(registration, cast.officer, **words, now=now)
    assert refused.value.field == next(iter(wrong))


def test_the_new_wards_chief_decides_to_continue_with_the_same_last_day(cast, treated):
    arrived = acknowledge(
        move(treated, cast.officer, ward=cast.next_door, reason="x", now=treated.at),
        cast.officer_next_door,
        now=treated.at + HOUR,
    )
    goes_on = continue_treatment(arrived, cast.chief_next_door, stepped_up=True, now=treated.at + 2 * HOUR)
    paper = goes_on.decisions.get(register="decision", ward=cast.next_door)
    assert (paper.number, paper.ends_on, goes_on.due_at) == (1, treated.ends_on, end_of_day(treated.ends_on))
    with pytest.raises(WrongState):
        continue_treatment(arrived, cast.chief_next_door, stepped_up=True)


def test_a_file_that_never_moved_has_nothing_to_continue(cast, treated):
    with pytest.raises(WrongState):
        continue_treatment(treated, cast.chief, stepped_up=True, now=treated.at)


def test_a_file_goes_on_at_the_new_ward_with_the_clock_of_its_last_step(cast, treated):
    notify_end(treated, cast.officer, notified_on=day(treated.at), now=treated.at)
    moved = move(treated, cast.officer, ward=cast.next_door, reason="x", now=treated.at + HOUR)
    assert acknowledge(moved, cast.officer_next_door, now=treated.at + 2 * HOUR).clock == "aftercare_proposal"


def test_a_ward_that_has_ended_takes_no_file(cast, treated):
    cast.next_door.valid_to = day(MORNING)
    cast.next_door.save()
    with pytest.raises(BadInput):
        move(treated, cast.officer, ward=cast.next_door, reason="x", now=treated.at)


class TestOlderRules:
    """Cases decided before 1 July 2026 finish by the lengths, bodies and forms of then."""

    @pytest.fixture
    def older(self, treated):
        Registration.objects.filter(pk=treated.pk).update(rules_version="A")
        treated.refresh_from_db()
        return treated

    @pytest.mark.parametrize("who", ["chair", "chief"])
    def test_the_body_of_then_certifies_and_so_may_the_one_that_keeps_the_file(self, cast, older, who):
        now = end_of_day(older.ends_on) - HOUR
        done = complete_treatment(older, getattr(cast, who), stepped_up=True, now=now)
        assert done.decisions.get(register="certificate").form == ruleset("A").forms["completion_certificate"]

    def test_the_body_of_then_does_not_certify_a_case_of_today(self, cast, treated):
        with pytest.raises(WrongRole):
            complete_treatment(treated, cast.chair, stepped_up=True, now=end_of_day(treated.ends_on) - HOUR)

    def test_its_move_is_watched_by_the_clock_of_today(self, cast, older):
        moved = move(older, cast.officer, ward=cast.next_door, reason="x", now=older.changed_at + HOUR)
        assert (moved.clock, moved.due_at) == ("move_handover", older.changed_at + 25 * HOUR)

    def test_aftercare_follows_the_law_of_the_day(self, cast, older):
        now = end_of_day(older.ends_on) - HOUR
        done = complete_treatment(older, cast.chair, stepped_up=True, now=now)
        assert done.due_at == ruleset("B").due("aftercare_proposal", now)
        begun = begin_aftercare(
            done, cast.chair, helper=cast.helper, organisation="Hội", stepped_up=True, now=now + HOUR
        )
        assert begun.decisions.get(register="aftercare").rules_version == "B"
