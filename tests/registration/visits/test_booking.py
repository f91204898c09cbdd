"""A person's visit: booked, moved, cancelled; told neutrally; freed by what happens to the registration."""

from datetime import timedelta

import pytest
import time_machine

from portal.sms.models import OutboundMessage
from registration.casework.actions.expire import expire
from registration.casework.actions.open_prepared import open_prepared
from registration.casework.actions.receive import receive
from registration.casework.actions.withdraw import withdraw
from registration.casework.desks import desks_of
from registration.casework.erasure import erase
from registration.casework.ward_merge import merge
from registration.visits import slots
from registration.visits.actions.book import MOST, book, cancel, move
from registration.visits.errors import NotNow, SlotGone
from registration.visits.models import Appointment
from registration.visits.states import State
from registration.visits.tasks import lapse, remind
from tests.registration.casework.cast import MORNING, filed
from tests.registration.casework.walk import to


def keys(cast, now=MORNING):
    return [slot.key for slot in slots.free(cast.ward, now)]


@pytest.fixture
def visit(cast):
    """A prepared registration's visit tomorrow."""
    tomorrow = next(slot for slot in slots.free(cast.ward, MORNING) if slot.starts_at.day == 7)
    return book(to("prepared", cast), tomorrow.key)


def test_a_booking_is_confirmed_by_a_neutral_text_message(visit):
    message = OutboundMessage.objects.get(template="appointment")
    assert visit.registration.display_code in message.body


def test_without_consent_no_message_is_sent(cast):
    book(to("prepared", cast, consent_sms=""), keys(cast)[0])
    assert not OutboundMessage.objects.filter(template="appointment").exists()


@pytest.mark.parametrize("key", ["", "x", "202610060300", "999999999999", "2026100611\x00", "202610101000"])
def test_a_time_that_is_not_offered_cannot_be_booked(cast, key):
    with pytest.raises(SlotGone):
        book(to("prepared", cast), key)


def test_one_visit_at_a_time(cast, visit):
    with pytest.raises(NotNow):
        book(visit.registration, keys(cast)[0])


def test_moving_frees_the_old_time_and_takes_the_new(cast, visit):
    new = move(visit.registration, keys(cast)[0])
    visit.refresh_from_db()
    assert (visit.state, new.state) == (State.MOVED, State.BOOKED)
    assert slots.find(cast.ward, slots.Slot(visit.starts_at, visit.ends_at, 1).key, MORNING)


def test_moving_to_a_time_that_is_gone_keeps_the_old_one(cast, visit):
    with pytest.raises(SlotGone):
        move(visit.registration, "202610060300")
    visit.refresh_from_db()
    assert visit.state == State.BOOKED


def test_cancelling_frees_the_time(cast, visit):
    cancel(visit.registration)
    assert not Appointment.objects.booked().exists()


def test_nobody_changes_a_visit_for_ever(cast, visit):
    for number in range(MOST - 1):
        move(visit.registration, keys(cast)[number % 2])
    with pytest.raises(NotNow):
        move(visit.registration, keys(cast)[5])


@pytest.mark.parametrize("end", ["withdraw", "expire", "erase"])
def test_a_registration_that_ends_frees_its_time_and_nothing_stays(cast, visit, end):
    registration = visit.registration
    if end == "withdraw":
        withdraw(registration, by_citizen=True)
    elif end == "expire":
        expire(registration)
    else:
        erase(registration, MORNING)
    assert not Appointment.objects.filter(registration=registration).exists()


def test_withdrawing_after_receipt_cancels_the_visit(cast):
    registration = to("received", cast)
    book(registration, keys(cast)[0])
    withdraw(registration, by_citizen=True)
    assert Appointment.objects.get().state == State.CANCELLED


def test_receiving_at_the_desk_on_the_day_notes_that_the_person_came(cast, visit):
    with time_machine.travel(visit.starts_at, tick=False):
        open_prepared(visit.registration.code, cast.officer, desks_of(cast.officer))
        receive(visit.registration, cast.officer, identity_compared=True)
    visit.refresh_from_db()
    assert (visit.state, visit.noted_by) == (State.KEPT, cast.officer)


def test_the_reminder_comes_the_day_before_and_once(cast, visit):
    evening = MORNING + timedelta(hours=7)
    assert [remind(evening), remind(evening)] == [1, 0]
    message = OutboundMessage.objects.get(template="appointment_reminder")
    assert "07:30 07/10" in message.body


def test_who_has_just_booked_or_does_not_want_messages_is_not_reminded(cast, visit):
    assert remind(MORNING + timedelta(hours=2)) == 0
    cancel(visit.registration)
    book(to("prepared", cast, consent_sms="", phone="+84900000124"), keys(cast)[0])
    assert remind(MORNING + timedelta(hours=7)) == 0


def test_a_visit_that_nobody_noted_lapses_and_makes_room(cast, visit):
    later = visit.ends_at + timedelta(days=4)
    assert [lapse(later), lapse(later)] == [1, 0]
    with time_machine.travel(later, tick=False):
        assert book(visit.registration, keys(cast, later)[0]).state == State.BOOKED


def test_a_visit_follows_the_merger_of_its_ward_at_the_same_time(cast, visit):
    other = book(
        filed(cast.next_door, file_now=False, phone="+84900000777"), slots.free(cast.next_door, MORNING)[0].key
    )
    Appointment.objects.filter(pk=other.pk).update(starts_at=visit.starts_at, ends_at=visit.ends_at)
    merge(cast.ward, cast.next_door, on=MORNING.date(), basis="Nghị quyết thử", now=MORNING)
    moved = Appointment.objects.get(pk=visit.pk)
    assert (moved.ward, moved.starts_at, moved.state, moved.seat) == (cast.next_door, visit.starts_at, State.BOOKED, 1)


def test_a_relative_books_no_visit_for_somebody_who_has_not_said_yes(cast):
    request = filed(cast.ward, file_now=False, writer="mother", request_unconfirmed="yes", consent_sms="")
    with pytest.raises(NotNow):
        book(request, keys(cast)[0])
