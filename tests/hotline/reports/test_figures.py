"""The figures of the line: right, alive after erasure, hidden where small, in a fixed number of queries."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from django.conf import settings
from openpyxl import load_workbook

from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase
from hotline.conversations.services.start import start
from hotline.conversations.services.step import note_step
from hotline.conversations.states import StepKind
from hotline.reports.choosing import Choice, ChoiceForm, choice_of, usual
from hotline.reports.figures import figures
from hotline.reports.models import ProvinceMark
from hotline.reports.report_counts import line_counts
from hotline.reports.small_cells import without_small
from hotline.visitor.models import Satisfaction
from portal.audit.models import Entry
from portal.calendar.deadlines import VIETNAM
from portal.delivered import Wanted, all_deliveries
from portal.places.models import Province
from portal.sms.models import DayCost
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/staff/hotline/figures/"
NOON = datetime(2026, 11, 20, 12, 0, tzinfo=VIETNAM)
NOVEMBER = Choice(date(2026, 11, 1), date(2026, 11, 30))
WANTED = Wanted(NOVEMBER.since, NOVEMBER.until)


def talk(answered_s=None, took_s=600, **facts):
    """A conversation at noon that was answered after `answered_s` seconds and took `took_s` seconds."""
    begun = facts.pop("created_at", NOON)
    if answered_s is not None:
        facts |= {"taken_at": begun, "first_answer_at": begun + timedelta(seconds=answered_s)}
        facts |= {"state": "closed", "closed_at": begun + timedelta(seconds=took_s), "ended_by": "counsellor"}
    return Conversation.objects.create(created_at=begun, **facts)


@pytest.fixture
def november(db):
    for seconds in (10, 20, 30, 40, 50, 100, 200, 300, 400):
        talk(seconds, topic="family", outcome="informed")
    talk(topic="law", state="closed", ended_by="visitor", channel="sms", risk=1)
    talk(topic="law", created_at=datetime(2026, 12, 1, 0, 30, tzinfo=VIETNAM))


def test_waits_shares_and_handling_are_those_of_the_conversations(november):
    totals = figures(NOVEMBER).totals
    assert (totals["contacts"], totals["answered"], totals["in_time"], totals["abandoned"]) == (10, 9, 5, 1)
    assert (totals["wait_median"], totals["wait_p90"]) == (50, 320)
    assert (totals["handling_median"], totals["handling_mean"], totals["danger"]) == (600, 600, 1)


def test_they_are_split_by_day_hour_channel_topic_and_outcome(november):
    parts = figures(NOVEMBER).parts
    assert parts["day"] == [(date(2026, 11, 20), 10)]
    assert parts["hour"] == [(12, 10)]
    assert parts["channel"] == [("web", 9), ("sms", 1)]
    assert parts["topic"] == [("family", 9), ("law", 1)]
    assert parts["outcome"] == [("informed", 9)]
    assert figures(Choice(date(2026, 1, 1), date(2026, 12, 31))).parts["day"] == [
        (date(2026, 11, 1), 10),
        (date(2026, 12, 1), 1),
    ]
    assert figures(Choice(NOVEMBER.first, NOVEMBER.last, "sms")).totals["contacts"] == 1


def test_figures_outlive_the_words(started):
    today = usual()
    before = figures(today)
    erase(started.conversation.pk)
    after = figures(today)
    assert (after.totals["contacts"], after.totals["erased"]) == (1, 1)
    assert after.parts["province"] == before.parts["province"] == [("01", 1)]
    assert after.parts["topic"] == [("family", 1)]


def test_the_mark_of_a_province_leads_to_no_conversation():
    start(topic="self", province="01")
    start(topic="self")
    assert ProvinceMark.objects.count() == 1
    assert {field.name for field in ProvinceMark._meta.get_fields()} == {"id", "day", "province_code", "channel"}


def test_handovers_are_only_counted(started, counsellor):
    note_step(started.conversation, StepKind.HANDED_OVER, counsellor)
    totals = figures(usual()).totals
    assert (totals["handovers"], totals["transfers"]) == (1, 0)


def test_satisfaction_and_costs_of_texts_are_added_up():
    for score in (3, 5):
        Satisfaction.objects.create(score=score, felt_heard=score == 5, channel="web", topic="self")
    today = usual()
    for side in ("hotline", "registration"):
        DayCost.objects.create(day=today.last, gateway="http", side=side, texts=2, segments=3, cost=900)
    totals = figures(today).totals
    assert (totals["mean_score"], totals["heard"], totals["heard_asked"]) == (4, 1, 2)
    assert (totals["sms_texts"], totals["sms_cost"]) == (2, 900)
    assert figures(Choice(today.first, today.last, "web")).totals["sms_cost"] == 0


@pytest.mark.parametrize(
    ("numbers", "seen"),
    [
        ([9, 7, 6], [9, 7, 6]),
        ([9, 7, 3], [9, None, None]),
        ([9, 2, 1], [None, None, None]),
        ([9, 4, 3], [9, None, None]),
        ([0, 0], [0, 0]),
        ([3], [None]),
    ],
)
def test_a_small_number_is_hidden_and_cannot_be_reckoned_from_the_sum(numbers, seen):
    assert [number for _value, number in without_small(list(enumerate(numbers)))] == seen


def test_official_reports_get_anonymous_counts_and_no_small_ones(november):
    counts = line_counts(WANTED)
    assert counts == {"contacts": 10, "contacts_chat": 9, "answered_60_s": 5, "people_counselled": 9, "referrals": 0}
    assert line_counts(Wanted(WANTED.since, WANTED.until, "01", "00070")) == {}
    assert line_counts in all_deliveries()


def test_of_a_province_only_the_beginnings_are_delivered():
    for _ in range(6):
        ProvinceMark.objects.create(day=NOON.date(), province_code="01", channel="web")
    found = line_counts(Wanted(WANTED.since, WANTED.until, "01"))
    assert found == {"contacts": 6, "contacts_chat": 6, "contacts_sms": 0}


@pytest.mark.parametrize(
    "given",
    [
        {"first": "x", "last": ""},
        {"first": "2026-12-01", "last": "2026-11-01"},
        {"first": "0001-01-01", "last": "9999-12-31"},
        {"last": "0001-01-01"},
        {"first": "9999-12-31"},
        {"channel": "fax\x00"},
    ],
)
def test_days_that_cannot_be_fall_back_to_the_usual(given):
    assert choice_of(ChoiceForm(given)) == usual()


def test_only_supervisors_see_the_figures(client, supervisor, counsellor, officer):
    for user, status in ((counsellor, 403), (officer, 403), (supervisor, 200)):
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
        assert client.get(PAGE).status_code == status


def test_the_page_asks_a_fixed_number_of_questions(client, supervisor, november, django_assert_max_num_queries):
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    Conversation.objects.bulk_create(
        Conversation(created_at=NOON - timedelta(hours=hour), topic="self") for hour in range(300)
    )
    with django_assert_max_num_queries(30):
        page = client.get(f"{PAGE}?first=2026-11-01&last=2026-11-30").content.decode()
    assert "310" in page
    assert "Trả lời trong 60 giây" in page


def test_the_file_hides_small_numbers_and_is_noted(client, supervisor, november):
    Province.objects.create(code="01", name="=Hà Nội", folded="ha noi")
    for _ in range(7):
        ProvinceMark.objects.create(day=NOON.date(), province_code="01", channel="web")
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    answer = client.post(f"{PAGE}file/", {"first": "2026-11-01", "last": "2026-11-30"})
    book = load_workbook(BytesIO(answer.content))
    assert [row[1].value for row in book["topic"].iter_rows(min_row=2)] == ["dưới 5", "dưới 5"]
    assert book["province"]["A2"].value == "'=Hà Nội"
    assert Entry.objects.filter(action="hotline.figures_exported", actor=supervisor).exists()
