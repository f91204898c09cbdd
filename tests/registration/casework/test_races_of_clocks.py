"""Jobs, officers and chiefs at the same moment: one warning, one signature, one way of the clock."""

from datetime import timedelta

import pytest

from registration.casework.actions.decide import decide
from registration.casework.actions.draft_decision import draft_decision
from registration.casework.actions.suspend import resume, suspend
from registration.casework.errors import MoveRefused, WrongState
from registration.casework.escalation import raising
from registration.casework.models import Decision, DecisionDraft, DueWarning, Registration, Suspension
from tests.registration.casework.cast import MORNING, filed, make_cast
from tests.registration.casework.test_races import together
from tests.registration.casework.walk import day, to

pytestmark = pytest.mark.django_db(transaction=True)
HOUR = timedelta(hours=1)
LATE = MORNING + 25 * HOUR
PLAN = {"place": "home_community", "starts_on": day(MORNING)}


def test_two_workers_at_once_warn_of_each_file_once():
    cast = make_cast()
    files = [filed(cast.ward) for _ in range(8)]
    results = together(*[lambda: raising.raise_due(LATE)] * 4)
    raising.raise_due(LATE)  # what a locked row left for the next pass
    assert not [result for result in results if isinstance(result, Exception)]
    assert DueWarning.objects.count() == 3 * len(files)


def test_a_decision_in_the_moment_of_the_warning_leaves_no_warning_behind():
    cast = make_cast()
    registration = filed(cast.ward)
    together(
        lambda: raising.raise_due(LATE),
        lambda: decide(registration, cast.chief, **PLAN | {"starts_on": day(LATE)}, stepped_up=True, now=LATE),
    )
    raising.raise_due(LATE)
    assert Registration.objects.get().status == "decided"
    assert not DueWarning.objects.filter(withdrawn_at=None, kind="decision").exists()


def test_two_chiefs_sign_one_draft_once():
    cast = make_cast()
    registration = draft_decision(filed(cast.ward), cast.officer, **PLAN, reasons="x", now=MORNING + HOUR)
    signing = [
        lambda chief=chief: decide(registration, chief, **PLAN, stepped_up=True, now=MORNING + 2 * HOUR)
        for chief in (cast.chief, cast.second_chief)
    ]
    results = together(*signing)
    assert sorted(isinstance(result, WrongState) for result in results) == [False, True]
    assert (Decision.objects.count(), DecisionDraft.objects.get().signed_at) == (1, MORNING + 2 * HOUR)


def test_signing_numbers_of_drafted_and_direct_decisions_has_no_gap():
    cast = make_cast()
    files = [filed(cast.ward) for _ in range(6)]
    for item in files[:3]:
        draft_decision(item, cast.officer, **PLAN, reasons="x", now=MORNING + HOUR)
    broken = [lambda: decide(files[0], cast.officer, **PLAN, stepped_up=True, now=MORNING + 2 * HOUR)] * 2
    signing = [
        lambda item=item: decide(item, cast.chief, **PLAN, stepped_up=True, now=MORNING + 2 * HOUR) for item in files
    ]
    together(*signing, *broken)
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_a_clock_is_stopped_once_and_runs_on_once():
    cast = make_cast()
    registration = to("decided", cast)
    stop = lambda: suspend(registration, cast.chief, reason="hospital", now=MORNING + 3 * HOUR)  # noqa: E731
    go_on = lambda: resume(registration, cast.chief, now=MORNING + 4 * HOUR)  # noqa: E731
    for act in (stop, go_on):
        results = together(*[act] * 3)
        assert sum(isinstance(result, MoveRefused) for result in results) == 2
    assert Suspension.objects.count() == 1
