"""Who writes by SMS again soon after the end goes on where it ended, in front of all; later it is a new conversation."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.conversations.models import Conversation, Step
from hotline.conversations.services.close import close
from hotline.conversations.services.erase import erase
from hotline.conversations.services.reopen import REOPENED
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Risk, State, StepKind
from portal.sms.models import OutboundMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ended(write, counsellor):
    """A conversation by SMS that a counsellor took and ended."""
    write("xin chào")
    conversation = Conversation.objects.get()
    take(conversation.pk, counsellor)
    close(conversation.pk, counsellor, {"outcome": "informed"})
    OutboundMessage.objects.all().delete()
    return conversation


def _ended_before(conversation, hours):
    Conversation.objects.filter(pk=conversation.pk).update(closed_at=timezone.now() - timedelta(hours=hours))


def test_within_three_days_the_same_conversation_waits_in_front(ended, write):
    start(topic="family")
    Conversation.objects.exclude(pk=ended.pk).update(waiting_since=timezone.now() - timedelta(hours=1))
    _ended_before(ended, 71)
    write("cho tôi hỏi thêm")
    ended.refresh_from_db()
    assert (ended.state, ended.counsellor, ended.closed_at, ended.ended_by) == (State.WAITING, None, None, "")
    assert Conversation.objects.waiting().first() == ended
    assert Step.objects.filter(conversation=ended, kind=StepKind.RELEASED, detail=REOPENED).count() == 1
    assert ended.messages.last().body == "cho tôi hỏi thêm"


def test_danger_still_comes_before_it(ended, write):
    other = start(topic="self").conversation
    Conversation.objects.filter(pk=other.pk).update(risk=Risk.DANGER)
    write("cho tôi hỏi thêm")
    assert list(Conversation.objects.waiting()) == [other, ended]


def test_the_hours_are_not_told_again(ended, write):
    write("cho tôi hỏi thêm")
    assert not OutboundMessage.objects.exists()


def test_later_it_is_a_new_conversation_with_the_hours(ended, write):
    _ended_before(ended, 73)
    write("xin chào")
    assert Conversation.objects.filter(state=State.WAITING).exclude(pk=ended.pk).count() == 1
    assert OutboundMessage.objects.get().template == "hotline_auto_reply"


def test_what_was_erased_never_comes_back(ended, write):
    erase(ended.pk)
    write("xin chào")
    ended.refresh_from_db()
    assert (ended.state, ended.last_seq) == (State.CLOSED, 3)
    assert Conversation.objects.filter(state=State.WAITING).count() == 1


def test_a_blocked_one_keeps_the_words_and_stays_ended(ended, write):
    Conversation.objects.update(blocked=True)
    write("lại là tôi")
    ended.refresh_from_db()
    assert (ended.state, ended.messages.last().body) == (State.CLOSED, "lại là tôi")
    assert Conversation.objects.count() == 1
    assert not OutboundMessage.objects.exists()


def test_the_same_text_delivered_again_after_the_end_opens_nothing(write, counsellor):
    write("xin chào", provider_id="SMx")
    conversation = Conversation.objects.get()
    take(conversation.pk, counsellor)
    close(conversation.pk, counsellor)
    write("xin chào", provider_id="SMx")
    assert list(Conversation.objects.values_list("state", flat=True)) == [State.CLOSED]
