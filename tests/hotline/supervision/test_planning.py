"""Shifts, the forecast from recorded arrivals, and the quality review by lot."""

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from hotline.conversations import errors
from hotline.conversations.models import Conversation
from hotline.conversations.services.close import close
from hotline.conversations.services.erase import erase
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.offers.models import CounsellorSkill, Routing
from hotline.supervision import quality, shifts
from hotline.supervision.forecast import WEEKS, forecast
from hotline.supervision.models import Review, Score, Shift
from portal.audit.models import Entry
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db
PLAN = "/staff/hotline/supervise/shifts/"
QUALITY = "/staff/hotline/supervise/quality/"


@pytest.fixture
def boss(client, supervisor):
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    return client


def test_a_shift_over_midnight_is_planned_once_and_taken_out(boss, counsellor):
    day = timezone.localdate()
    fields = {"user": counsellor.pk, "day": day.isoformat(), "starts": "21:30", "ends": "05:30"}
    assert boss.post(f"{PLAN}add/", fields).status_code == 302
    assert boss.post(f"{PLAN}add/", fields).status_code == 422
    planned = Shift.objects.get()
    assert planned.ends_at - planned.starts_at == timedelta(hours=8)
    assert str(counsellor) in boss.get(PLAN).content.decode()
    boss.post(f"{PLAN}{planned.pk}/remove/")
    assert not Shift.objects.exists()


@pytest.mark.parametrize(
    "wrong", [{"starts": "25:00"}, {"day": "31/02/2026"}, {"day": "9999-01-01"}, {"user": "0"}, {"ends": "21:29"}]
)
def test_what_cannot_be_a_shift_is_said_and_nothing_typed_is_lost(boss, counsellor, wrong):
    fields = {"user": counsellor.pk, "day": timezone.localdate().isoformat(), "starts": "07:30", "ends": "15:30"}
    answer = boss.post(f"{PLAN}add/", fields | wrong)
    assert answer.status_code == 422
    assert "07:30" in answer.content.decode() or "starts" in wrong
    assert not Shift.objects.exists()


def test_a_week_is_copied_without_doubles_and_counsellors_only_read(client, counsellor, supervisor):
    monday = shifts.monday_of(timezone.localdate())
    for day in (0, 3):
        begins = shifts.at(monday + timedelta(days=day - 7), time(7, 30))
        shifts.plan(supervisor, counsellor, begins, begins + timedelta(hours=8))
    assert shifts.copy_week(supervisor, monday) == 2
    assert shifts.copy_week(supervisor, monday) == 0
    with pytest.raises(errors.NotFound):
        shifts.copy_week(counsellor, monday)
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(counsellor)
    assert client.get(f"{PLAN}?week=nonsense").status_code == 200
    assert client.post(f"{PLAN}copy/").status_code == 403


def test_the_forecast_counts_arrivals_of_the_weekday_and_compares_with_the_plan(supervisor, counsellor):
    now = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    day = now.replace(hour=0)
    Conversation.objects.bulk_create(
        Conversation(
            created_at=day + timedelta(hours=20, minutes=minute * 2) - timedelta(weeks=week),
            taken_at=day + timedelta(hours=21) - timedelta(weeks=week),
            closed_at=day + timedelta(hours=21, minutes=10) - timedelta(weeks=week),
            state="closed",
        )
        for week in range(1, WEEKS + 1)
        for minute in range(12)
    )
    shifts.plan(supervisor, counsellor, day + timedelta(hours=19), day + timedelta(hours=23))
    known, hours = forecast(day, 1, now)
    assert (known.talk_s, known.talk_known, known.patience_known) == (600, True, False)
    evening = hours[20]
    assert (evening.arrivals, evening.planned) == (12, 1)
    assert evening.by_c.agents >= evening.by_a.agents > 1
    assert evening.short == evening.by_a.agents - 1
    assert {one.arrivals for one in hours if one.hour != 20} == {0}
    assert forecast(day, 3, now)[1][20].by_a.agents < evening.by_a.agents


def test_the_page_of_the_forecast_bears_any_question(boss, django_assert_max_num_queries):
    for asked in ("", "?day=3&hold=4", "?day=99&hold=x", "?day=%00"):
        assert boss.get(f"/staff/hotline/supervise/forecast/{asked}").status_code == 200


@pytest.fixture
def ended(counsellor):
    conversation = take(start(topic="family").conversation.pk, counsellor)
    post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), "Chào chị, em nghe đây ạ", sender=counsellor)
    return close(conversation.pk, counsellor, {"outcome": "supported"})


def test_a_lot_is_drawn_read_and_scored_and_only_figures_stay(boss, ended, supervisor):
    boss.post(f"{QUALITY}draw/", {"number": "5"})
    boss.post(f"{QUALITY}draw/", {"number": "5"})
    drawn = Review.objects.get()
    page = f"{QUALITY}{drawn.pk}/"
    assert "Chào chị" in boss.get(page).content.decode()
    points = {one.key: "1" for one in quality.rubric()}
    assert boss.post(page, points | {"safety": ""}).status_code == 422
    assert boss.post(page, points | {"safety": "3"}).status_code == 422
    assert boss.post(page, points | {"safety": "2"}).status_code == 302
    assert boss.get(page).status_code == 404
    assert {one.criterion.key: one.percent for one in quality.means()}["safety"] == 100
    assert {"quality.draw", "conversation.open", "quality.score"} <= set(Entry.objects.values_list("action", flat=True))
    erase(ended.pk)
    assert Score.objects.count() == len(quality.rubric())


def test_what_is_erased_waits_or_was_never_answered_is_not_drawn(ended, started, supervisor, counsellor):
    assert len(quality.draw(supervisor, 5)) == 1
    erase(ended.pk)
    assert not Review.objects.exists()
    assert quality.draw(supervisor, 5) == []
    for number in (0, 21, True, "5"):
        with pytest.raises(errors.BadFrame):
            quality.draw(supervisor, number)
    with pytest.raises(errors.NotFound):
        quality.draw(counsellor, 5)


def test_rules_and_skills_are_the_supervisors(boss, counsellor):
    page = boss.get("/staff/hotline/giving-out/")
    assert str(counsellor) in page.content.decode()
    rules = {field: getattr(Routing(), field) for field in page.context["form"].fields}
    assert boss.post("/staff/hotline/giving-out/", rules | {"offer_s": "5"}).status_code == 422
    assert boss.post("/staff/hotline/giving-out/", rules | {"offer_s": "45"}).status_code == 302
    assert Routing.objects.get().offer_s == 45
    address = f"/staff/hotline/giving-out/{counsellor.pk}/"
    assert boss.post(address, {"topic": ["family"], "language": ["en"]}).status_code == 302
    assert CounsellorSkill.objects.count() == 2
    assert boss.post(address, {"topic": ["no such"]}).status_code == 422
    assert boss.get("/staff/hotline/giving-out/0/").status_code == 404
    assert Entry.objects.filter(action="routing.change").exists()


def test_the_plan_of_a_strange_week_is_an_ordinary_page(boss):
    for week in ("0001-01-01", "9999-12-31", "%00", datetime.max.date().isoformat()):
        assert boss.get(f"{PLAN}?week={week}").status_code == 200
