"""The way from a conversation into the form: the wall stands, the link dies, the form can read it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.console.models import HandoverLink
from hotline.console.services.handing_over import forget_old, hand_over, token_of
from hotline.conversations.errors import NotFound, NotOwner
from hotline.conversations.models import Message, Step
from hotline.conversations.services.take import take, take_over
from portal.audit.models import Entry
from portal.privacy import handover

pytestmark = pytest.mark.django_db


@pytest.fixture
def mine(started, counsellor):
    take(started.conversation.pk, counsellor)
    return started.conversation.pk


def card_url():
    return Message.objects.filter(author="counsellor").last().card["url"]


def test_the_card_leads_to_the_crossing_with_the_chosen_answers(mine, counsellor, client):
    hand_over(mine, counsellor, {"full_name": "Trần Thử", "sex": "female"})
    answer = client.get(card_url())
    assert answer.status_code == 302
    address, _mark, token = answer["Location"].partition("?tu=")
    assert address == "/dang-ky/"
    assert handover.read(token).fields == {"full_name": "Trần Thử", "sex": "female"}
    assert answer["Referrer-Policy"] == "no-referrer"


def test_in_english_the_form_is_english(mine, counsellor, client):
    hand_over(mine, counsellor, {"sex": "female"})
    assert client.get("/en" + card_url())["Location"].startswith("/en/dang-ky/?tu=")


def test_without_answers_the_card_is_the_plain_address(mine, counsellor):
    hand_over(mine, counsellor, {})
    assert card_url() == "/dang-ky/"
    assert not HandoverLink.objects.exists()


def test_nothing_kept_here_holds_the_token_or_what_names_it(mine, counsellor):
    hand_over(mine, counsellor, {"full_name": "Trần Thử"})
    link = HandoverLink.objects.get()
    ident = handover.read(link.token).ident
    message = Message.objects.filter(author="counsellor").last()
    words = f"{message.body} {message.card} {list(Step.objects.values())} {list(Entry.objects.values())}"
    for secret in (link.token, ident, "Trần Thử", link.key_hash):
        assert secret not in words
    assert str(mine) not in f"{link.key_hash} {link.token} {link.until}"
    step = Step.objects.get(kind="handed_over")
    assert (step.detail, step.user_id) == ("", counsellor.pk)


def test_after_two_hours_the_key_leads_nowhere_and_the_row_is_gone(mine, counsellor, client):
    hand_over(mine, counsellor, {"sex": "male"})
    assert timedelta(hours=2) <= HandoverLink.objects.get().until - timezone.now() <= timedelta(hours=2, minutes=15)
    assert forget_old(timezone.now() + timedelta(hours=1)) == 0
    assert forget_old(timezone.now() + timedelta(hours=3)) == 1
    assert client.get(card_url())["Location"] == "/dang-ky/"
    assert token_of("x" * 22) == ""


def test_only_who_holds_it_sends_it(mine, colleague, supervisor):
    with pytest.raises(NotFound):
        hand_over(mine, colleague, {})
    with pytest.raises(NotOwner):
        hand_over(mine, supervisor, {})
    take_over(mine, supervisor)
    hand_over(mine, supervisor, {})


def test_words_of_the_talk_do_not_fit_in(mine, counsellor):
    with pytest.raises(handover.NotForHandover):
        hand_over(mine, counsellor, {"note": "điều đã kể"})
    assert not Message.objects.filter(author="counsellor").exists()
