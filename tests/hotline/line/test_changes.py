"""A change of the line: kept with who, when and before, counted within seconds, taken back; bounds that hold."""

from datetime import datetime

import pytest

from hotline.conversations.retention import RULES
from hotline.conversations.states import Topic
from hotline.line import stored
from hotline.line.canned import canned_replies
from hotline.line.danger import danger_in
from hotline.line.differences import differences
from hotline.line.errors import NotAllowed, Stale, Unchanged
from hotline.line.facts import line
from hotline.line.lists import put, without
from hotline.line.models import Edition
from hotline.line.services.change import change, content_of, take_back
from hotline.line.topics import all_topics, topics_shown
from portal.audit.models import Entry
from portal.calendar.deadlines import VIETNAM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh(settings):
    """As in the running portal: the database is asked, at most every few seconds."""
    settings.LINE_FRESH_S = 5
    stored.forget()
    yield
    stored.forget()


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=VIETNAM)


def with_limits(**limits):
    return stored.shipped("limits") | limits


def test_a_change_counts_and_is_kept_with_who_and_before(supervisor):
    edition = change("limits", supervisor, with_limits(keep_web_days=7), 0, "ít hơn thì an toàn hơn")
    assert (edition.by, edition.number, edition.why) == (supervisor, 1, "ít hơn thì an toàn hơn")
    assert line().keep_web_days == 7
    assert "7 ngày" in line().keeping["vi"][0]
    assert content_of("limits", 0)["keep_web_days"] == 30
    assert Entry.objects.filter(action="line.changed", actor=supervisor, object_ref="limits/1").exists()


def test_the_days_kept_reach_the_retention_rules(supervisor):
    change("limits", supervisor, with_limits(keep_web_days=7, legal_note="Quyết định của đơn vị"), 0)
    web = next(rule for rule in RULES() if rule.name == "hotline.web")
    assert (web.days, web.legal_note) == (7, "Quyết định của đơn vị")


def test_what_stood_before_is_brought_back_as_a_new_edition(supervisor):
    change("limits", supervisor, with_limits(typical_minutes=20), 0)
    change("limits", supervisor, with_limits(typical_minutes=30), 1)
    again = take_back("limits", supervisor, 2, 2)
    assert (again.number, again.took_back.number, line().typical_minutes) == (3, 2, 20)
    take_back("limits", supervisor, 1, 3)
    assert line().typical_minutes == stored.shipped("limits")["typical_minutes"]
    assert Edition.objects.count() == 4


def test_who_saves_over_an_unseen_change_is_told(supervisor):
    change("limits", supervisor, with_limits(typical_minutes=20), 0)
    with pytest.raises(Stale):
        change("limits", supervisor, with_limits(typical_minutes=30), 0)
    with pytest.raises(Unchanged):
        change("limits", supervisor, with_limits(typical_minutes=20), 1)


def test_another_process_learns_of_a_change_after_the_seconds_and_no_message_costs_a_query(
    supervisor, settings, django_assert_num_queries
):
    line()
    Edition.objects.create(part="limits", number=1, content=with_limits(typical_minutes=20), by=supervisor)
    with django_assert_num_queries(0):
        assert line().typical_minutes == 8
        danger_in("xin chào")
        canned_replies()
    settings.LINE_FRESH_S = 1e-9
    assert line().typical_minutes == 20


@pytest.mark.parametrize(
    ("part", "content"),
    [
        ("limits", {"keep_web_days": 4000}),
        ("limits", {"keep_sms_days": 0}),
        ("limits", {"legal_note": ""}),
        ("topics", {"items": []}),
        ("danger", {"kinds": []}),
        ("messages", {"greeting": {"en": "Hello"}}),
        ("hours", {"week": [{"weekday": 0, "opens": "09:00", "closes": "08:00"}]}),
    ],
)
def test_bounds_hold_whoever_saves(supervisor, part, content):
    with pytest.raises(NotAllowed):
        change(part, supervisor, stored.shipped(part) | content, 0)
    assert not Edition.objects.exists()


@pytest.mark.parametrize("number", ["1800599999", "1800 599 999", "0769 04 04 04"])
def test_numbers_that_are_no_help_are_never_shown(supervisor, number):
    entry = {**stored.shipped("numbers")["items"][0], "number": number}
    with pytest.raises(NotAllowed):
        change("numbers", supervisor, put("numbers", stored.shipped("numbers"), None, [entry]), 0)


def test_the_line_rests_and_opens_on_single_days(supervisor):
    days = [
        {"date": "2027-02-06", "opens": "", "closes": "", "note": "Tết"},
        {"date": "2027-02-07", "opens": "09:00", "closes": "11:00", "note": "Tết"},
    ]
    change("hours", supervisor, put("hours", stored.shipped("hours"), None, days), 0)
    assert not line().is_open(at("2027-02-06T10:00"))
    assert line().is_open(at("2027-02-07T10:00"))
    assert not line().is_open(at("2027-02-07T12:00"))
    assert line().opens_at(at("2027-02-06T08:00")) == at("2027-02-07T09:00")


def test_a_line_that_keeps_holidays_is_closed_at_tet_and_says_so(supervisor):
    change("hours", supervisor, stored.shipped("hours") | {"on_holidays": False}, 0)
    assert not line().is_open(at("2027-02-08T10:00"))
    assert "nghỉ các ngày lễ, Tết" in line().hours_text["vi"]


def test_a_phrase_added_or_taken_out_changes_what_is_found(supervisor):
    assert danger_in("em thấy lạc lối quá") == ""
    phrase = {"kind": "suicide", "words": "lạc lối"}
    change("danger", supervisor, put("danger", stored.shipped("danger"), None, [phrase]), 0)
    assert danger_in("em thay lac loi qua") == "suicide"
    change("danger", supervisor, without("danger", content_of("danger", 1), 0), 1)
    assert danger_in("em bị quá liều") == ""


def test_the_topics_of_the_way_in_are_those_of_the_code():
    assert {value for value, _words in all_topics("vi")} == set(Topic.values)
    assert topics_shown("en")[0] == ("emergency", "Someone is in danger now")


def test_the_history_tells_what_differs(supervisor):
    before = stored.shipped("messages")
    after = before | {"greeting": before["greeting"] | {"vi": "Chào bạn."}}
    (one,) = differences(before, after)
    assert (one.after, one.before) == ("Chào bạn.", before["greeting"]["vi"])
