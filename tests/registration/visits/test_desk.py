"""The desk's pages: a prepared dossier is "a visit" without a code; who may note; the chief's times and closed days."""

from datetime import date, timedelta

import pytest
import time_machine

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework.actions.open_prepared import open_prepared
from registration.casework.desks import desks_of
from registration.visits import slots
from registration.visits.actions.book import book
from registration.visits.models import Appointment, ClosedDay, DeskTimes
from registration.visits.retention import RULES
from registration.visits.states import State
from tests.registration.casework.cast import MORNING, signed_in
from tests.registration.casework.walk import to


@pytest.fixture
def visit(cast):
    return book(to("prepared", cast), slots.free(cast.ward, MORNING)[0].key)


def test_before_the_code_is_shown_a_visit_has_a_time_and_nothing_else(cast, visit):
    page = signed_in(cast.officer).get("/staff/visits/").content.decode()
    assert "11:00" in page
    assert visit.registration.code not in page.replace("-", "")
    assert str(visit.registration.pk) not in page


def test_opened_with_the_code_it_is_linked_for_that_officer_alone(cast, visit):
    open_prepared(visit.registration.code, cast.officer, desks_of(cast.officer))
    assert visit.registration.display_code in signed_in(cast.officer).get("/staff/visits/").content.decode()
    assert visit.registration.display_code not in signed_in(cast.chief).get("/staff/visits/").content.decode()


def test_a_received_file_is_linked(cast):
    registration = to("received", cast)
    book(registration, slots.free(cast.ward, MORNING)[0].key)
    assert registration.display_code in signed_in(cast.chief).get("/staff/visits/").content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("officer", 200), ("chief", 200), ("social", 403), ("chair", 403), ("helper", 403), ("coordinator", 403)],
)
def test_only_the_police_desk_sees_visits(cast, who, status):
    assert signed_in(getattr(cast, who)).get("/staff/visits/").status_code == status


def test_the_desk_next_door_sees_and_notes_nothing(cast, visit):
    client = signed_in(cast.officer_next_door)
    assert "11:00" not in client.get("/staff/visits/").content.decode()
    assert client.post(f"/staff/visits/{visit.pk}/kept/").status_code == 404


def test_the_desk_notes_who_came_and_the_log_names_no_registration(cast, visit):
    with time_machine.travel(visit.starts_at, tick=False):
        signed_in(cast.officer).post(f"/staff/visits/{visit.pk}/kept/")
    visit.refresh_from_db()
    assert (visit.state, visit.noted_by) == (State.KEPT, cast.officer)
    entry = Entry.objects.get(action="visit.kept")
    assert str(visit.registration_id) not in f"{entry.object_ref}{entry.detail}"


def test_nobody_is_noted_as_missing_before_the_time_is_over(cast, visit):
    client = signed_in(cast.officer)
    client.post(f"/staff/visits/{visit.pk}/missed/")
    visit.refresh_from_db()
    assert visit.state == State.BOOKED


@pytest.mark.parametrize("state", ["booked", "cancelled", "moved", "x"])
def test_nothing_else_can_be_noted(cast, visit, state):
    assert signed_in(cast.officer).post(f"/staff/visits/{visit.pk}/{state}/").status_code == 404


def test_the_page_stays_in_constant_queries(cast, visit, django_assert_max_num_queries):
    client = signed_in(cast.officer)
    for number in range(12):
        book(to("received", cast, phone=f"+849000003{number:02}"), slots.free(cast.ward, MORNING)[number].key)
    client.get("/staff/visits/")
    with django_assert_max_num_queries(14):
        client.get("/staff/visits/")


def test_the_chief_sets_how_visits_are_taken(cast):
    sent = {"takes_bookings": "on", "slot_minutes": "20", "capacity": "3", "ahead_days": "7", "ward": cast.ward.pk}
    assert signed_in(cast.chief).post("/staff/visits/times/", sent).status_code == 302
    assert (DeskTimes.objects.get().slot_minutes, DeskTimes.objects.get().capacity) == (20, 3)


@pytest.mark.parametrize(
    "change", [{"slot_minutes": "0"}, {"slot_minutes": "9e9"}, {"capacity": "-1"}, {"ahead_days": "x\x00"}, {}]
)
def test_impossible_times_are_explained_and_stay_typed(cast, change):
    sent = {"slot_minutes": "20", "capacity": "3", "ahead_days": "7", "ward": cast.ward.pk} | change
    response = signed_in(cast.chief).post("/staff/visits/times/", sent)
    assert response.status_code == (422 if change else 302)
    if change:
        assert "govuk-error-summary" in response.content.decode()
        assert not DeskTimes.objects.exists()


@pytest.mark.parametrize("who", ["officer", "chair", "chief_next_door"])
def test_others_cannot_set_them(cast, who):
    sent = {"slot_minutes": "20", "capacity": "3", "ahead_days": "7", "ward": cast.ward.pk}
    assert signed_in(getattr(cast, who)).post("/staff/visits/times/", sent).status_code in {403, 404}
    assert not DeskTimes.objects.exists()


def test_closing_a_day_with_visits_asks_first_then_cancels_and_tells(cast, visit):
    client, sent = signed_in(cast.chief), {"day": "06/10/2026", "ward": cast.ward.pk}
    assert client.post("/staff/visits/times/days/", sent).status_code == 422
    assert not ClosedDay.objects.exists()
    client.post("/staff/visits/times/days/", sent | {"cancel_visits": "on"})
    visit.refresh_from_db()
    assert (visit.state, visit.cancelled_by_desk) == (State.CANCELLED, True)
    assert OutboundMessage.objects.filter(template="appointment").count() == 2


def test_a_closed_day_can_be_opened_again(cast):
    client, day = signed_in(cast.chief), date(2026, 10, 7)
    client.post("/staff/visits/times/days/", {"day": "2026-10-07", "ward": cast.ward.pk})
    assert day not in {slot.starts_at.date() for slot in slots.free(cast.ward, MORNING)}
    client.post("/staff/visits/times/days/open/", {"day": "2026-10-07", "ward": cast.ward.pk})
    assert day in {slot.starts_at.date() for slot in slots.free(cast.ward, MORNING)}


@pytest.mark.parametrize("day", ["", "31/02/2026", "x", "1/1/1", "01/01/9999", "05/10/2026"])
def test_an_impossible_day_is_explained(cast, day):
    response = signed_in(cast.chief).post("/staff/visits/times/days/", {"day": day, "ward": cast.ward.pk})
    assert response.status_code == 422
    assert not ClosedDay.objects.exists()


def test_the_panel_on_the_file_shows_the_visit(cast):
    registration = to("received", cast)
    book(registration, slots.free(cast.ward, MORNING)[0].key)
    page = signed_in(cast.officer).get(f"/staff/registrations/{registration.display_code}/", follow=True)
    assert 'id="visit"' in page.content.decode()


def test_old_visits_are_forgotten(cast, visit):
    Appointment.objects.update(state=State.MISSED)
    late = MORNING + timedelta(days=400)
    assert RULES[0].apply(late, True) == 1
    RULES[0].apply(late, False)
    assert not Appointment.objects.exists()
