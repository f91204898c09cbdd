"""Staff work on tasks: taken once, tried three times, escalated, read with a trace, forgotten on time."""

import contextlib
from datetime import datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline.callbacks import figures
from hotline.callbacks.errors import TaskRefused
from hotline.callbacks.models import Task
from hotline.callbacks.retention import RULES
from hotline.callbacks.services.keep import ask
from hotline.callbacks.services.watch import escalate, keep_the_waiting, settle_the_read
from hotline.callbacks.services.wish import Wish, keep_wish
from hotline.callbacks.services.work import finish, give_back, not_reached, take
from hotline.callbacks.states import MOVES, Act, Kind, Outcome, State
from hotline.conversations import todo
from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase
from hotline.conversations.services.read import mark_read
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take as take_conversation
from hotline.conversations.states import Author
from portal.audit.models import Entry
from portal.calendar.deadlines import VIETNAM
from portal.sms.models import OutboundMessage
from tests.hotline.signed import at_the_desk

pytestmark = pytest.mark.django_db
DAY = datetime(2026, 11, 26, 10, 0, tzinfo=VIETNAM)
NIGHT = datetime(2026, 11, 26, 23, 0, tzinfo=VIETNAM)


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(DAY, tick=False):
        yield


def wished(kind=Kind.CALL_BACK, *, may_text=False, slot=None):
    wish = Wish(kind, "+84900000123", slot, False, may_text, "Mây", "Hỏi cho anh trai", "", "vi")
    return keep_wish(wish).task


def test_of_two_who_take_one_wins_and_the_number_opens_only_to_them(counsellor, colleague):
    task, desk, other = wished(), at_the_desk(counsellor), at_the_desk(colleague)
    assert "0900 000 123" not in desk.get(f"/staff/hotline/tasks/{task.pk}/").content.decode()
    assert desk.post(f"/staff/hotline/tasks/{task.pk}/take/").status_code == 302
    assert other.post(f"/staff/hotline/tasks/{task.pk}/take/").status_code == 404
    page = desk.get(f"/staff/hotline/tasks/{task.pk}/").content.decode()
    assert "0900 000 123" in page
    assert "Hỏi cho anh trai" in page
    assert Entry.objects.filter(action="task.open", object_ref=str(task.pk)).count() == 1


def test_the_list_shows_no_word_of_a_person_and_costs_the_same_for_many(counsellor, django_assert_max_num_queries):
    desk = at_the_desk(counsellor)
    for _ in range(3):
        wished()
    desk.get("/staff/hotline/tasks/")
    with django_assert_max_num_queries(14) as few:
        page = desk.get("/staff/hotline/tasks/").content.decode()
    for number in range(30):
        Task.objects.create(kind=Kind.REMINDER, due_at=DAY + timedelta(minutes=number), words="bí mật")
    with django_assert_max_num_queries(len(few)):
        page += desk.get("/staff/hotline/tasks/").content.decode()
    assert "Hỏi cho" not in page
    assert "bí mật" not in page
    assert "900 000 123" not in page


def test_three_vain_tries_end_it_and_who_agreed_is_told_in_neutral_words(counsellor):
    task, due = wished(may_text=True), []
    for _ in range(3):
        take(task.pk, counsellor)
        due.append(not_reached(task.pk, counsellor).due_at)
    task.refresh_from_db()
    assert (task.state, task.outcome, task.tries, task.attempts.count()) == ("done", "not_reached", 3, 3)
    assert due[0] == DAY + timedelta(hours=1)
    assert due[1] == DAY + timedelta(days=1)
    texts = OutboundMessage.objects.values_list("template", flat=True)
    assert sorted(texts) == ["call_back_kept", "call_back_missed"]


def test_a_try_after_a_safe_window_comes_in_the_same_window_of_the_next_day(counsellor):
    from hotline.callbacks.promise import slots

    slot = slots(DAY)[0]
    task = wished(slot=slot)
    take(task.pk, counsellor)
    with time_machine.travel(slot.starts_at + timedelta(minutes=10), tick=False):
        assert not_reached(task.pk, counsellor).due_at == slot.starts_at + timedelta(days=1)


def test_who_overdue_is_forgotten_by_nobody_comes_before_the_supervisors_once(counsellor, supervisor):
    task = wished()
    assert escalate(task.due_at + timedelta(minutes=14)) == 0
    assert escalate(task.due_at + timedelta(minutes=16)) == 1
    assert escalate(task.due_at + timedelta(minutes=17)) == 0
    assert "Dành cho trưởng ca" in at_the_desk(supervisor).get("/staff/hotline/tasks/").content.decode()
    assert "Dành cho trưởng ca" not in at_the_desk(counsellor).get("/staff/hotline/tasks/").content.decode()


def test_who_waits_at_closing_time_is_kept_and_the_task_ends_when_somebody_takes_them(counsellor):
    waiting = start().conversation
    assert keep_the_waiting(DAY) == 0
    assert keep_the_waiting(NIGHT) == 1
    assert keep_the_waiting(NIGHT) == 0
    task = Task.objects.get()
    assert task.due_at == datetime(2026, 11, 27, 7, 30, tzinfo=VIETNAM)
    take_conversation(waiting.pk, counsellor)
    task.refresh_from_db()
    assert (task.state, task.outcome) == ("done", "reached")


def test_words_that_a_counsellor_has_not_read_at_night_wait_for_them_in_the_morning(counsellor, started, says):
    take_conversation(started.conversation.pk, counsellor)
    with time_machine.travel(NIGHT, tick=False):
        said = says(started, "Em không ngủ được")
        assert keep_the_waiting(NIGHT) == 0
        assert keep_the_waiting(NIGHT + timedelta(minutes=11)) == 1
    task = Task.objects.get()
    assert (task.kind, task.assignee) == ("left", counsellor)
    assert settle_the_read() == 0
    mark_read(started.conversation.pk, Author.COUNSELLOR, said.seq)
    assert settle_the_read() == 1
    task.refresh_from_db()
    assert task.state == "done"


def test_a_wish_for_a_text_is_answered_on_the_web_and_the_phone_learns_nothing(counsellor):
    task, desk = wished(Kind.TEXT_BACK), at_the_desk(counsellor)
    take(task.pk, counsellor)
    answered = desk.post(f"/staff/hotline/tasks/{task.pk}/answer/", {"body": "Chào bạn, mình đây."})
    talk, text = Conversation.objects.get(), OutboundMessage.objects.get()
    assert answered.status_code == 302
    assert [m.body for m in talk.messages.filter(author__in=("visitor", "counsellor"))] == [
        "Hỏi cho anh trai",
        "Chào bạn, mình đây.",
    ]
    assert text.template == "chat_new_message"
    assert "Chào bạn" not in text.body
    assert desk.post(f"/staff/hotline/tasks/{task.pk}/answer/", {"body": "lần hai"}).status_code == 422
    erase(talk.pk)
    task.refresh_from_db()
    assert (task.phone, task.forgotten_at is None) == ("", False)
    assert not OutboundMessage.objects.exists()


@pytest.mark.parametrize("fields", [{}, {"outcome": "forgotten"}, {"outcome": "reached", "words": "x" * 501}])
def test_a_bad_outcome_is_said_and_changes_nothing(counsellor, fields):
    task = wished()
    take(task.pk, counsellor)
    page = at_the_desk(counsellor).post(f"/staff/hotline/tasks/{task.pk}/outcome/", fields)
    task.refresh_from_db()
    assert (page.status_code, task.state) == (422, "taken")


def test_a_counsellor_is_reminded_of_a_conversation(counsellor, colleague, started):
    take_conversation(started.conversation.pk, counsellor)
    url = f"/staff/hotline/c/{started.conversation.pk}/remind/"
    assert at_the_desk(colleague).post(url, {"due": "2026-11-27T09:00"}).status_code == 404
    desk = at_the_desk(counsellor)
    assert desk.post(url, {"due": "hôm qua", "words": "gọi mẹ"}).status_code == 422
    assert desk.post(url, {"due": "2020-01-01T09:00"}).status_code == 422
    assert desk.post(url, {"due": "2026-11-27T09:00", "words": "hỏi thăm"}).status_code == 302
    task = Task.objects.get(kind="reminder")
    assert (task.assignee, task.words) == (counsellor, "hỏi thăm")
    assert at_the_desk(colleague).get(f"/staff/hotline/tasks/{task.pk}/").status_code == 404


def test_the_same_asking_is_one_task_while_it_is_open(started):
    wish = todo.Todo("case", "case:1", DAY, path="/staff/")
    ask(wish)
    ask(wish)
    assert Task.objects.count() == 1
    todo.settle("case:1")
    ask(wish)
    assert Task.objects.count() == 2


def test_words_and_number_go_thirty_days_after_the_end_and_open_ones_after_ninety(counsellor):
    done, left = wished(), wished()
    take(done.pk, counsellor)
    finish(done.pk, counsellor, Outcome.REACHED, "đã nói chuyện")
    with time_machine.travel(DAY + timedelta(days=31)):
        assert [rule.apply(timezone.now(), True) for rule in RULES] == [1]
        RULES[0].apply(timezone.now(), False)
    done.refresh_from_db()
    assert (done.phone, done.words, done.outcome_words, done.outcome) == ("", "", "", "reached")
    with time_machine.travel(DAY + timedelta(days=91)):
        RULES[0].apply(timezone.now(), False)
    left.refresh_from_db()
    assert (left.state, left.phone) == ("done", "")


def test_figures_count_kinds_and_endings_and_who_was_called_in_time(counsellor):
    met, _left = wished(), wished()
    take(met.pk, counsellor)
    finish(met.pk, counsellor, Outcome.REACHED)
    rows = figures.tasks_between(DAY - timedelta(days=1), DAY + timedelta(days=1))
    assert [(row.kind, row.outcome, row.number, row.in_time) for row in rows] == [
        ("call_back", "", 1, 0),
        ("call_back", "reached", 1, 1),
    ]


def test_pages_are_for_the_line_only(client, officer):
    assert client.get("/staff/hotline/tasks/").status_code == 302
    assert at_the_desk(officer).get("/staff/hotline/tasks/").status_code == 403


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tries=st.lists(st.tuples(st.sampled_from([*Act]), st.booleans()), max_size=8))
def test_whatever_is_tried_the_table_holds_and_no_open_task_disappears(counsellor, colleague, tries):
    task = Task.objects.create(kind=Kind.CALL_BACK, due_at=DAY, phone="+84900000125")
    acts = {
        Act.TAKE: take,
        Act.GIVE_BACK: give_back,
        Act.TRY_AGAIN: not_reached,
        Act.FINISH: lambda key, user: finish(key, user, Outcome.REACHED),
    }
    for act, other in tries:
        before, user = Task.objects.get(pk=task.pk), colleague if other else counsellor
        allowed, target = MOVES[act]
        with contextlib.suppress(TaskRefused):
            acts[act](task.pk, user)
        now = Task.objects.get(pk=task.pk)
        mine = before.assignee_id in {None, user.pk}
        last = act == Act.TRY_AGAIN and before.tries == 2
        expected = (State.DONE if last else target) if before.state in allowed and mine else before.state
        assert last or now.state == expected
        assert (now.state == State.DONE) == bool(now.outcome and now.done_at)
        assert now.state == State.DONE or now in Task.objects.visible_to(now.assignee or counsellor).pending()
