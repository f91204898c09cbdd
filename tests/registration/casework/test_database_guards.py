"""What the database refuses by itself, whatever door the change comes through."""

import pytest
from django.db import IntegrityError, connection, transaction

from registration.casework.models import Event, Registration
from tests.registration.casework.walk import to


def checked_now() -> None:
    """As at the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def behind_the_moves(registration: Registration, **columns) -> None:
    """As a script or an administrator's tool would write it."""
    with transaction.atomic():
        Registration.objects.filter(pk=registration.pk).update(**columns)
        checked_now()


def test_a_state_is_not_changed_behind_the_moves(cast):
    registration = to("received", cast)
    with pytest.raises(IntegrityError, match="without an event"):
        behind_the_moves(registration, status="decided")
    registration.refresh_from_db()
    assert registration.status == "received"


def test_an_event_that_tells_another_step_does_not_help(cast):
    registration = to("received", cast)
    Event.objects.create(
        registration=registration, seq=2, kind="close", from_status="aftercare", to_status="closed",
        at=registration.changed_at, ward=cast.ward,
    )  # fmt: skip
    with pytest.raises(IntegrityError, match="without an event"):
        behind_the_moves(registration, status="closed", event_count=2)


def test_a_whole_way_by_the_moves_is_accepted(cast):
    to("closed", cast)
    checked_now()


def test_an_event_is_not_rewritten_only_its_words_can_be_forgotten(cast):
    registration = to("decided", cast)
    registration.events.update(detail={})
    with pytest.raises(IntegrityError, match="not rewritten"), transaction.atomic():
        registration.events.filter(seq=1).update(to_status="prepared")
