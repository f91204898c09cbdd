"""Whatever the desks try in whatever order, no registration leaves the paths of the table of moves."""

import itertools
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from registration.casework.errors import MoveRefused
from registration.casework.models import Decision, Event, Registration
from registration.casework.moves import BY_NAME, MOVES
from registration.casework.performing import PERFORMANCES
from registration.casework.states import FINAL
from tests.registration.casework.cast import MORNING, Cast, filed, make_cast
from tests.registration.casework.walk import day

PEOPLE = (
    "officer",
    "chief",
    "second_chief",
    "social",
    "chair",
    "helper",
    "officer_next_door",
    "chief_next_door",
    "coordinator",
)
tries = st.lists(
    st.tuples(st.sampled_from(sorted(PERFORMANCES)), st.sampled_from(PEOPLE), st.sampled_from([0, 1, 30, 800])),
    min_size=1,
    max_size=14,
)


def _a_paper() -> int:
    return Decision.objects.filter(handed_over_on=None).values_list("pk", flat=True).first() or 0


def fields(name: str, cast: Cast, now) -> dict:
    return {
        "receive": {"identity_compared": True},
        "request-completion": {"missing": ["residence"], "message": "x"},
        "not-eligible": {"reason": "other", "next_step": "x"},
        "decide": {"place": "home_community", "starts_on": day(now), "stepped_up": True},
        "start": {"started_on": day(now)},
        "stop": {"reason": "illness"},
        "complete-treatment": {"stepped_up": True},
        "begin-aftercare": {"helper": cast.helper, "organisation": "x", "stepped_up": True},
        "name-helper": {"helper": cast.helper, "organisation": "x", "stepped_up": True},
        "move": {"ward": cast.next_door, "reason": "x"},
        "draft-decision": {"place": "home_community", "starts_on": day(now), "reasons": "x"},
        "notify-end": {"notified_on": day(now)},
        "propose-aftercare": {"stepped_up": True},
        "hand-over": {"paper": _a_paper(), "handed_on": day(now), "recipient": "self"},
        "set-up-team": {"members": "A – B", "stepped_up": True},
        "suspend": {"reason": "hospital"},
        "continue-treatment": {"stepped_up": True},
        "postpone": {"reason": "illness", "until": day(now) + timedelta(days=5)},
    }.get(name, {})


@pytest.mark.django_db
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(prepared=st.booleans(), steps=tries)
def test_no_sequence_of_tries_leaves_the_table(prepared, steps):
    from django.db import transaction

    with transaction.atomic():
        cast = make_cast()
        now = MORNING
        registration = filed(cast.ward, file_now=not prepared)
        for name, who, days in steps:
            now += timedelta(days=days, hours=1)
            before = Registration.objects.get(pk=registration.pk)
            actor = getattr(cast, who)
            try:
                PERFORMANCES[name].act(registration, actor, **fields(name, cast, now), now=now)
            except MoveRefused:
                after = Registration.objects.get(pk=registration.pk)
                assert (after.status, after.event_count) == (before.status, before.event_count)
                continue
            move, after = BY_NAME[name], Registration.objects.get(pk=registration.pk)
            assert before.status in move.at
            assert before.status not in FINAL
            assert after.status == (before.status_before_move if move.resumes else move.to or before.status)
            assert actor.wards_today(*move.by).filter(pk=before.ward_id).exists()
            assert after.event_count == before.event_count + 1
        story = list(Event.objects.filter(registration=registration))
        assert [event.seq for event in story] == list(range(1, len(story) + 1))
        assert all(one.to_status == next_one.from_status for one, next_one in itertools.pairwise(story))
        assert {event.kind for event in story} <= {move.name for move in MOVES}
        transaction.set_rollback(True)
