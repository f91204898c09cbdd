"""The two versions of the law, as the code asks them."""

from datetime import date, datetime

import pytest

from portal.calendar.deadlines import VIETNAM, Amount, Unit
from portal.calendar.models import forget_working_days
from registration.rules.model import Certainty
from registration.rules.ruleset import NoSuchRule, ruleset, ruleset_for

A, B = ruleset("A"), ruleset("B")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("day", "version"),
    [(date(2022, 1, 1), "A"), (date(2026, 6, 30), "A"), (date(2026, 7, 1), "B"), (date(2040, 1, 1), "B")],
)
def test_the_day_of_the_decision_says_which_law_applies(day, version):
    assert ruleset_for(day).version == version


def test_before_the_first_version_there_are_no_rules():
    with pytest.raises(NoSuchRule, match="31/12/2021"):
        ruleset_for(date(2021, 12, 31))


def test_an_unknown_version_is_named():
    with pytest.raises(NoSuchRule, match="'C'"):
        ruleset("C")


@pytest.mark.parametrize(
    ("rules", "body", "officer", "desk"),
    [(A, "commune_committee", "committee_chair", "committee"), (B, "commune_police", "police_chief", "police")],
)
def test_who_receives_and_who_decides(rules, body, officer, desk):
    assert (rules.receiving_body.key, rules.deciding_officer.key, rules.deciding_officer.desk) == (body, officer, desk)


@pytest.mark.parametrize(
    ("rules", "name", "amount"),
    [
        (A, "decision", Amount(3, Unit.WORKING_DAYS)),
        (B, "decision", Amount(24, Unit.HOURS)),
        (A, "register_after_result", Amount(5, Unit.WORKING_DAYS)),
        (B, "register_after_result", Amount(24, Unit.HOURS)),
        (B, "begin", Amount(2, Unit.WORKING_DAYS)),
        (A, "provider_report", Amount(5, Unit.WORKING_DAYS)),
        (B, "provider_report", Amount(24, Unit.HOURS)),
        (B, "aftercare_proposal", Amount(2, Unit.WORKING_DAYS)),
        (B, "end_notice", Amount(30, Unit.DAYS)),
    ],
)
def test_deadlines_have_the_amount_and_unit_of_their_law(rules, name, amount):
    assert rules.deadlines[name].amount == amount


@pytest.mark.django_db
def test_a_decision_is_due_by_the_law_of_its_case():
    forget_working_days()
    received = at("2026-02-13 16:50")
    assert B.due("decision", received) == at("2026-02-14 16:50")
    assert A.due("decision", received) == at("2026-02-25 23:59:59")


@pytest.mark.django_db
def test_what_is_due_before_an_event_lies_before_it():
    forget_working_days()
    assert B.due("end_notice", at("2027-03-17 12:00")) == at("2027-02-15 23:59:59")


def test_a_deadline_that_this_law_does_not_know_is_named():
    with pytest.raises(NoSuchRule, match=r"version A has no deadline 'begin'"):
        A.due("begin", at("2026-01-05 08:00"))


@pytest.mark.parametrize(("rules", "earlier", "months"), [(B, 0, 24), (B, 1, 36), (B, 4, 36), (A, 0, 12), (A, 2, 12)])
def test_the_term_depends_on_the_law_and_on_earlier_times(rules, earlier, months):
    assert rules.term_months(earlier) == months


def test_the_old_law_gives_a_range():
    assert (A.term(0).at_least, A.term(0).number) == (6, 12)


def test_the_term_ends_so_many_months_later():
    assert B.term_ends(date(2026, 8, 31), 0) == date(2028, 8, 31)
    assert B.aftercare_ends(date(2028, 2, 29)) == date(2029, 2, 28)


@pytest.mark.parametrize(
    ("rules", "key", "number", "signer"),
    [
        (A, "application", "Mẫu 22", "applicant"),
        (A, "decision", "Mẫu 24", "committee_chair"),
        (B, "application", "F 20", "applicant"),
        (B, "personal_history", "F 33", "applicant"),
        (B, "register", "F 21", "police_officer"),
        (B, "decision", "F 22", "police_chief"),
        (B, "transfer_letter", "F 26", "police_chief"),
        (B, "completion_certificate", "F 28", "police_chief"),
        (B, "aftercare_proposal", "F 52", "police_chief"),
        (B, "aftercare_decision", "F 53", "committee_chair"),
        (B, "helper", "F 59", "committee_chair"),
    ],
)
def test_official_forms_and_who_signs_them(rules, key, number, signer):
    assert (rules.forms[key], rules.official_forms[key].signed_by) == (number, signer)


@pytest.mark.parametrize(
    ("age", "stable", "places"),
    [
        (11, True, []),
        (12, True, ["home_community", "reformatory_school", "private_facility"]),
        (17, True, ["home_community", "reformatory_school", "private_facility"]),
        (18, True, ["home_community", "public_facility", "private_facility"]),
        (17, False, ["reformatory_school"]),
        (40, False, ["public_facility"]),
    ],
)
def test_places_are_open_by_age_and_residence(age, stable, places):
    assert [place.key for place in B.places_for(age, stable_residence=stable)] == places


def test_reporting_periods_are_cut_on_14_june_and_14_december():
    half, year = B.report_periods["half_year"], B.report_periods["year"]
    assert half.dates(2027) == (date(2026, 12, 15), date(2027, 6, 14), date(2027, 6, 15))
    assert year.dates(2027) == (date(2026, 12, 15), date(2027, 12, 14), date(2027, 12, 15))


def test_money_is_the_base_salary_of_the_day_times_a_factor():
    assert B.dong("home_support", date(2026, 6, 30)) == 2_340_000
    assert B.dong("helper_pay", date(2026, 6, 30)) == 1_404_000


def test_an_uncertain_base_salary_is_marked():
    assert B.base_salary(date(2026, 11, 24)).certainty is Certainty.CHECK


def test_stages_overlap_instead_of_following_each_other():
    starts = [stage.starts for stage in B.stages]
    assert [stage.number for stage in B.stages] == [1, 2, 3, 4, 5]
    assert starts.count("after_detoxification") == 2


def test_versions_are_read_once():
    assert ruleset("B") is B
