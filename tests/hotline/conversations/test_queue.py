"""Places in the queue, the honest guess of the wait, presence, and what a broken broker may not do."""

from datetime import timedelta

import pytest
import redis
from django.utils import timezone

from hotline.conversations import events, queries
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.services import presence
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.line.facts import Line


@pytest.fixture
def open_line(monkeypatch):
    monkeypatch.setattr(Line, "is_open", lambda self, at: True)


@pytest.fixture
def closed_line(monkeypatch):
    monkeypatch.setattr(Line, "is_open", lambda self, at: False)
    monkeypatch.setattr(Line, "opens_at", lambda self, at: at + timedelta(hours=2))


@pytest.mark.usefixtures("open_line")
def test_with_free_hands_the_wait_is_short_and_grows_by_rounds(db, counsellor):
    presence.seen(counsellor)
    presence.set_capacity(counsellor, 1)
    first, second, third = (start().conversation for _each in range(3))
    queue = queries.queue_now()
    places = [queue.place_of(one.pk) for one in (first, second, third)]
    assert [place.position for place in places] == [1, 2, 3]
    assert places[0].expected_wait_s < 60
    assert places[1].expected_wait_s == 8 * 60
    assert places[2].expected_wait_s == 16 * 60
    assert all(place.staffed for place in places)


@pytest.mark.usefixtures("closed_line")
def test_outside_the_hours_the_wait_counts_to_the_opening_and_nobody_is_there(db):
    conversation = start().conversation
    place = queries.queue_now().place_of(conversation.pk)
    assert not place.staffed
    assert place.expected_wait_s >= 7199


def test_a_taken_conversation_has_no_place(started, counsellor):
    taken = take(started.conversation.pk, counsellor)
    assert queries.queue_now().place_of(taken.pk).position == 0


def test_away_or_unseen_counsellors_are_no_free_hands(db, counsellor, colleague):
    presence.seen(counsellor)
    presence.set_presence(counsellor, "away")
    CounsellorPresence.objects.create(user=colleague, seen_at=timezone.now() - timedelta(minutes=5))
    assert queries.queue_now().capacity == 0


def test_the_queue_takes_the_same_queries_for_one_and_for_fifty(db, counsellor, django_assert_max_num_queries):
    presence.seen(counsellor)
    for _each in range(50):
        start()
    with django_assert_max_num_queries(4):
        assert len(queries.queue_now().order) == 50


@pytest.mark.django_db(transaction=True)
def test_a_broken_broker_stops_no_message(started, says, monkeypatch):
    def broken():
        raise ConnectionError

    monkeypatch.setattr(events, "get_channel_layer", broken)
    assert says(started, "vẫn gửi được").created


def test_a_broken_counter_silences_nobody(started, says, monkeypatch):
    nowhere = redis.Redis(host="127.0.0.1", port=1, socket_connect_timeout=0.2)
    monkeypatch.setattr("portal.privacy.throttle.client", lambda: nowhere)
    assert says(started, "vẫn gửi được").created


def test_the_board_hides_what_colleagues_hold_from_a_counsellor(started, counsellor, colleague, supervisor):
    take(started.conversation.pk, counsellor)
    assert queries.on_the_board(colleague) == []
    assert queries.on_the_board(counsellor) == queries.on_the_board(supervisor) == [Conversation.objects.get()]


def test_a_wake_up_leaves_only_with_the_commit(db, monkeypatch, django_capture_on_commit_callbacks):
    sent = []
    monkeypatch.setattr(events, "_send", lambda groups, event: sent.append(groups))
    with django_capture_on_commit_callbacks(execute=True):
        start()
        assert sent == []
    assert events.BOARD in {group for groups in sent for group in groups}
