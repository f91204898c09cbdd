"""The inbox: what falls due when, filters, search by the words of a name, saved views, and how few questions it asks."""

import itertools
import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import Entry
from registration.casework import covers, inbox_filters, inbox_rows, search, shift
from registration.casework.actions.receive import receive
from registration.casework.desks import desks_of
from registration.casework.models import Registration, SavedView
from tests.registration.casework.cast import MORNING, at, filed, signed_in
from tests.registration.casework.walk import to

INBOX = "/staff/registrations/"
HOUR = timedelta(hours=1)
NIGHT = MORNING.replace(hour=23, minute=0)


def view(user, now=MORNING, **given):
    """The files of a view as `user` sees them."""
    desks = desks_of(user)
    filters = inbox_filters.read(given, desks)
    return inbox_rows.page_of(user, desks, filters, covers.mine(user, desks), now)[0]


def counted(user, now=MORNING):
    desks = desks_of(user)
    return inbox_rows.counts(user, desks, covers.mine(user, desks), now)


@pytest.mark.parametrize(
    ("hour", "order"),
    [(9, ["over", "today", "morning", "later"]), (23, ["over", "morning", "today", "later"]),
     (3, ["over", "morning", "today", "later"]), (16, ["over", "today", "morning", "later"])],
)  # fmt: skip
def test_the_parts_of_the_day_come_in_the_order_of_the_clock_and_leave_no_gap(hour, order):
    parts = shift.parts(MORNING.replace(hour=hour))
    assert [part.key for part in parts] == order
    assert all(one.end == following.start for one, following in itertools.pairwise(parts))
    for hours in (-1, 0, 3, 12, 30, 900):
        moment = MORNING.replace(hour=hour) + timedelta(hours=hours)
        assert sum(part.holds(moment) for part in parts) == 1


def test_the_night_shift_sees_what_falls_due_before_morning(cast):
    before = filed(cast.ward, now=NIGHT - 20 * HOUR)
    filed(cast.ward, now=NIGHT - HOUR)
    with at(NIGHT):
        assert view(cast.officer, NIGHT, due="morning") == [before]
        page = signed_in(cast.officer).get(INBOX).content.decode()
    assert counted(cast.officer, NIGHT).by_part == {"over": 0, "morning": 1, "today": 0, "later": 1}
    assert re.search(r'dv-strip__number">1</span> <span>[^<]*07:30', page)


def test_what_is_assigned_to_a_colleague_is_not_my_work_until_i_cover_them(cast):
    registration = filed(cast.ward)
    Registration.objects.update(assigned_to=cast.chief)
    with at(MORNING):
        assert view(cast.officer) == []
        assert view(cast.chief) == [registration]
        covers.Cover.objects.create(
            ward=cast.ward, desk="police", absent=cast.chief, cover=cast.officer,
            starts_on=MORNING.date(), ends_on=MORNING.date(), set_by=cast.chief,
        )  # fmt: skip
        assert view(cast.officer) == [registration]
    with at(MORNING + timedelta(days=1)):
        assert view(cast.officer) == []


def test_filters_narrow_by_state_place_assignee_and_due(cast):
    received = filed(cast.ward)
    treated = to("in_treatment", cast)
    Registration.objects.filter(pk=treated.pk).update(assigned_to=cast.officer)
    with at(MORNING + HOUR):
        now = MORNING + HOUR
        assert view(cast.officer, now, tab="all", state="received") == [received]
        assert view(cast.officer, now, tab="all", place="home_community") == [treated]
        assert view(cast.officer, now, tab="all", who="me") == [treated]
        assert view(cast.officer, now, tab="all", who="nobody") == [received]
        assert view(cast.officer, now, tab="all", due="over", state="received") == []
        assert view(cast.officer, now, tab="treatment") == [treated]


@pytest.mark.parametrize(
    "address",
    ["?tab=x&state=y&place=z&who=w&due=v&ward=99999&order=u&page=-1", "?page=99999999999999999999", "?page=٣",
     "?tab=%00&page=0", "?ward=00082", "?page=abc&state=" + "x" * 5000, "?due=over&due=later"],
)  # fmt: skip
def test_no_address_is_an_error(cast, address):
    filed(cast.ward)
    assert signed_in(cast.officer).get(INBOX + address).status_code == 200


def test_another_wards_files_show_in_no_view(cast):
    receive(filed(cast.next_door), cast.officer_next_door, identity_compared=True, now=MORNING)
    for tab in ("work", "desk", "all", "done"):
        assert view(cast.officer, tab=tab, ward="00082") == []
    assert sum(counted(cast.officer).by_state.values()) == 0


def test_counts_agree_with_the_files_of_each_view(cast):
    for status in ("prepared", "received", "completion_requested", "decided", "in_treatment", "closed"):
        to(status, cast)
    prepared = Registration.objects.get(status="prepared")
    prepared.openings.create(user=cast.officer, opened_at=MORNING)
    for user in (cast.officer, cast.chief, cast.social):
        found = counted(user)
        for tab in inbox_rows.tabs(found):
            assert tab.count == len(view(user, tab=tab.key)), (user, tab.key)
        for part, number in found.by_part.items():
            assert number == len(view(user, tab="work", due=part)), (user, part)


def found_by(user, text):
    return search.found(user, desks_of(user), text)[0]


@pytest.mark.parametrize(
    "text", ["Trần Mẫu Thử", "thu mau", "THỬ", "  tran   thu ", "mau thu tran", "Cường", "cuong tran"]
)
def test_a_name_is_found_by_its_words_in_any_order_without_marks(cast, text):
    registration = filed(cast.ward, other_name="Anh Cường")
    filed(cast.ward, full_name="Lê Văn Khác")
    assert found_by(cast.officer, text) == [registration]


@pytest.mark.parametrize("text", ["Trần Văn", "Trầ", "Trần Mẫu Thử Nữa", "%", "🙂", "'; --", "\ud800x"])
def test_a_name_with_a_word_too_many_finds_nothing(cast, text):
    filed(cast.ward)
    assert found_by(cast.officer, text) == []


def test_names_are_searched_only_in_wards_that_one_may_see(cast):
    filed(cast.ward)
    assert found_by(cast.officer_next_door, "Trần Mẫu Thử") == []
    assert found_by(cast.social, "Trần Mẫu Thử") == []
    assert found_by(cast.coordinator, "Trần Mẫu Thử") == []
    prepared = filed(cast.next_door, file_now=False, full_name="Đặng Thị Chờ")
    assert found_by(cast.officer_next_door, "Chờ") == []
    prepared.openings.create(user=cast.officer_next_door, opened_at=MORNING)
    assert found_by(cast.officer_next_door, "Chờ") == [prepared]


def test_a_search_by_name_leaves_no_name_in_log_address_or_index(cast):
    filed(cast.ward)
    response = signed_in(cast.officer).post(INBOX, {"q": "tran mau thu"})
    assert response.status_code == 200
    assert response.context["found"] == 1
    assert Entry.objects.get(action="registration.search").detail == {"found": 1, "by": "name"}
    with connection.cursor() as cursor:
        cursor.execute("SELECT name_words::text FROM casework_registration")
        assert re.fullmatch(r"\{-?\d+(,-?\d+){2}\}", cursor.fetchone()[0])


def test_an_erased_person_is_found_by_no_word(cast):
    from registration.casework.erasure import erase

    registration = filed(cast.ward)
    registration.notes.create(desk="police", author=cast.officer, text="Gọi lại")
    erase(registration, MORNING)
    assert found_by(cast.officer, "tran") == []
    assert not registration.notes.exists()


def test_the_inbox_asks_the_same_few_questions_for_one_file_and_for_fifty(cast):
    client = signed_in(cast.officer)
    filed(cast.ward)
    client.get(INBOX)
    with CaptureQueriesContext(connection) as one:
        client.get(INBOX)
    for number in range(60):
        filed(cast.ward, now=MORNING + number * timedelta(minutes=1))
    with CaptureQueriesContext(connection) as many:
        page = client.get(INBOX)
    assert len(one) == len(many) <= 20
    assert sum(len(section.rows) for section in page.context["sections"]) == 50
    assert 'rel="next"' in page.content.decode()
    second = client.get(INBOX + "?page=2")
    assert sum(len(section.rows) for section in second.context["sections"]) == 11


def test_a_view_is_kept_shown_replaced_and_removed(cast):
    client = signed_in(cast.officer)
    kept = {"name": "Đêm nay", "tab": "all", "due": "morning", "q": "Trần", "ward": "00070"}
    assert client.post("/staff/registrations/views/", kept).status_code == 302
    saved = SavedView.objects.get()
    assert saved.filters == {"tab": "all", "due": "morning", "ward": "00070"}
    assert "?tab=all&amp;due=morning&amp;ward=00070" in client.get(INBOX).content.decode()
    client.post("/staff/registrations/views/", {"name": "Đêm nay", "tab": "work"})
    assert SavedView.objects.get().filters == {"tab": "work"}
    assert signed_in(cast.chief).post(f"/staff/registrations/views/{saved.pk}/delete/").status_code == 404
    assert client.post(f"/staff/registrations/views/{saved.pk}/delete/").status_code == 302
    assert not SavedView.objects.exists()


@pytest.mark.parametrize("name", ["", " ", "x" * 41, "a\x00b"])
def test_a_view_without_a_usable_name_is_not_kept(cast, name):
    assert signed_in(cast.officer).post("/staff/registrations/views/", {"name": name}).status_code == 302
    assert not SavedView.objects.exists()


def test_at_most_twenty_views_are_kept(cast):
    client = signed_in(cast.officer)
    for number in range(22):
        client.post("/staff/registrations/views/", {"name": f"v{number}"})
    assert SavedView.objects.count() == 20
