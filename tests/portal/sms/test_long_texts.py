"""Parts of a long text in any order, more than once, or not all of them: one text, in order, nothing lost."""

from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from portal.sms import inbound, long_texts
from portal.sms.models import InboundMessage, InboundPart
from portal.sms.retention import RULES

from .conftest import PHONE

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _no_handlers(monkeypatch):
    monkeypatch.setattr(inbound, "_handlers", [])


def part(number, words, *, ref="7", sender=PHONE, again=""):
    return long_texts.take_part(
        gateway="http",
        provider_id=f"{sender}-{ref}-{number}{again}",
        sender=sender,
        recipient="8077",
        body=words[number - 1],
        ref=ref,
        part=number,
        parts=len(words),
    )


def texts():
    return [message.body for message in InboundMessage.objects.order_by("received_at")]


@examples(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_parts_in_any_order_and_repeated_are_one_text_in_order(db, data):
    InboundMessage.objects.all().delete()
    InboundPart.objects.all().delete()
    words = data.draw(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), min_size=2, max_size=6))
    numbers = range(1, len(words) + 1)
    repeated = data.draw(st.lists(st.sampled_from(list(numbers)), max_size=6))
    for number in data.draw(st.permutations([*numbers, *repeated])):
        part(number, words)
    assert texts() == ["".join(words)]


def test_two_people_and_two_texts_at_once_are_kept_apart():
    for number in (2, 1):
        part(number, ["a1", "a2"])
        part(number, ["b1", "b2"], ref="8")
        part(number, ["c1", "c2"], sender="+84912345679")
    assert sorted(texts()) == ["a1a2", "b1b2", "c1c2"]


def test_a_number_of_the_operator_that_comes_round_again_is_a_new_text():
    for again in ("", "x"):
        for number in (1, 2):
            part(number, ["a", "b"], again=again)
    assert texts() == ["ab", "ab"]


def test_a_part_that_never_comes_is_marked_after_ten_minutes():
    part(1, ["đầu ", "giữa ", "cuối"])
    part(3, ["đầu ", "giữa ", "cuối"])
    assert long_texts.give_up_waiting(timezone.now()) == 0
    long_texts.give_up_waiting(timezone.now() + timedelta(minutes=11))
    assert texts() == ["đầu […]cuối"]


def test_a_late_part_is_a_text_of_its_own():
    part(1, ["đầu", "cuối"])
    long_texts.give_up_waiting(timezone.now() + timedelta(minutes=11))
    part(2, ["đầu", "cuối"])
    long_texts.give_up_waiting(timezone.now() + timedelta(minutes=11))
    assert texts() == ["đầu[…]", "[…]cuối"]


def test_joined_parts_keep_no_words_and_go_after_a_week():
    for number in (1, 2):
        part(number, ["a", "b"])
    assert {(kept.body, kept.sender) for kept in InboundPart.objects.all()} == {("", "")}
    next(rule for rule in RULES if rule.name == "sms.parts").apply(timezone.now() + timedelta(days=8), False)
    assert not InboundPart.objects.exists()
