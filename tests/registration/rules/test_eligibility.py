"""Where the answers lead: on, to a counsellor first, to a health facility first, or to child protection."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.rules.eligibility import Outcome, age_on, route
from registration.rules.model import Effect
from registration.rules.ruleset import ruleset

B = ruleset("B")
TODAY = date(2026, 11, 24)
FRESH = {"writer": "self", "date_of_birth": "1990-03-02", "determination_result": "yes",
         "determination_date": "2026-11-20", "residence_stable": "yes", "id_kind": "personal_number",
         "intended_place": "home_community"}  # fmt: skip


def led(**answers):
    return route(FRESH | answers, B, TODAY)


def test_an_adult_with_a_fresh_result_may_file():
    found = led()
    assert found.outcomes == ()
    assert found.may_file


@pytest.mark.parametrize(
    ("answers", "outcome", "effect"),
    [
        ({"date_of_birth": "2014-11-25"}, Outcome.TOO_YOUNG, Effect.STOP),
        ({"determination_result": "no"}, Outcome.DETERMINATION_MISSING, Effect.PREPARE_ONLY),
        ({"determination_result": "waiting"}, Outcome.DETERMINATION_AWAITED, Effect.PREPARE_ONLY),
        ({"determination_date": "2026-05-23"}, Outcome.DETERMINATION_TOO_OLD, Effect.PREPARE_ONLY),
        ({"writer": "wife"}, Outcome.REQUEST_OF_RELATIVE, Effect.CONFIRM_FIRST),
        ({"date_of_birth": "2010-01-01"}, Outcome.MINOR_NEEDS_REPRESENTATIVE, Effect.PREPARE_ONLY),
        ({"date_of_birth": "2010-01-01", "writer": "father"}, Outcome.MINOR, Effect.NOTE),
        ({"date_of_birth": "2010-01-01", "writer": "father", "home_is_safe": "no"}, Outcome.HOME_NOT_SAFE,
         Effect.TALK_FIRST),
        ({"residence_stable": "no", "intended_place": "undecided"}, Outcome.RESIDENCE_NOT_STABLE, Effect.NOTE),
        ({"residence_stable": "no"}, Outcome.PLACE_NOT_OPEN, Effect.PREPARE_ONLY),
        ({"intended_place": "reformatory_school"}, Outcome.PLACE_NOT_OPEN, Effect.PREPARE_ONLY),
        ({"id_kind": "passport"}, Outcome.FOREIGNER, Effect.NOTE),
    ],
)  # fmt: skip
def test_an_answer_leads_to_its_outcome(answers, outcome, effect):
    found = led(**answers)
    assert outcome in found.outcomes
    assert B.outcome(outcome, "vi").effect is effect


@pytest.mark.parametrize(
    "answers",
    [
        {"date_of_birth": "2014-11-24", "writer": "mother"},
        {"determination_date": "2026-05-24"},
        {"determination_result": "no", "substitution_status": "now"},
        {"residence_stable": "no", "intended_place": "public_facility"},
        {"id_kind": "passport"},
        {"intended_place": "undecided"},
    ],
)
def test_the_last_day_and_the_lawful_exceptions_still_may_file(answers):
    assert led(**answers).may_file


def test_the_weightiest_outcome_comes_first():
    found = led(date_of_birth="2010-01-01", writer="father", home_is_safe="no", determination_result="no")
    assert found.outcomes[0] is Outcome.HOME_NOT_SAFE
    assert not found.may_file


def test_a_year_alone_protects_whoever_may_be_under_age():
    assert led(date_of_birth="2008", writer="mother").minor
    assert not led(date_of_birth="2007").minor
    assert Outcome.TOO_YOUNG not in led(date_of_birth="2014", writer="mother").outcomes


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_has_words_in_both_languages(outcome):
    assert B.outcome(outcome, "vi").text != B.outcome(outcome, "en").text


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(2008, 11, 24), TODAY, 18),
        (date(2008, 11, 25), TODAY, 17),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
    ],
)
def test_ages_on_the_birthday(born, day, age):
    assert age_on(born, day) == age


texts = st.one_of(st.none(), st.text(max_size=12), st.dates().map(str), st.integers(), st.sampled_from(["yes", "no"]))


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from([*FRESH, "home_is_safe", "substitution_status"]), texts))
def test_any_answers_get_a_route(answers):
    found = route(answers, B, TODAY)
    assert set(found.places) <= set(B.places)
