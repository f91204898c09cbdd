"""A message is stored exactly once, numbered without gaps, and only for those who may write."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from hotline.conversations import errors
from hotline.conversations.models import Message
from hotline.conversations.services.end import end
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Author


def test_the_same_client_id_answers_the_same_place(started, says):
    key = str(uuid4())
    first, again = says(started, "Con tôi 19 tuổi", key), says(started, "Con tôi 19 tuổi", key)
    assert (first.seq, first.created) == (2, True)
    assert (again.seq, again.created, again.at) == (2, False, first.at)


def test_the_same_client_id_with_other_words_is_refused(started, says):
    key = str(uuid4())
    says(started, "Chào", key)
    with pytest.raises(errors.BadFrame):
        says(started, "Chào chị", key)
    assert started.conversation.messages.count() == 2


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_get_twenty_numbers_without_a_gap():
    conversation = start().conversation

    def post(number: int) -> int:
        try:
            return post_message(conversation.pk, Author.VISITOR, str(uuid4()), f"tin {number}").seq
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        given = sorted(pool.map(post, range(20)))
    assert given == list(range(2, 22))
    assert list(Message.objects.values_list("seq", flat=True)) == list(range(1, 22))


@pytest.mark.django_db(transaction=True)
def test_one_message_repeated_twenty_times_at_once_is_stored_once():
    conversation, key = start().conversation, str(uuid4())

    def post(_number: int) -> int:
        try:
            return post_message(conversation.pk, Author.VISITOR, key, "một lần thôi").seq
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as pool:
        assert set(pool.map(post, range(20))) == {2}
    assert conversation.messages.filter(author=Author.VISITOR).count() == 1


@pytest.mark.parametrize("body", ["", "  \n ", "\x00", "a\x00b", "\u3164\u00a0", "\ud800", None, 7, ["x"]])
def test_what_nobody_can_read_is_a_bad_frame(started, says, body):
    with pytest.raises(errors.BadFrame):
        says(started, body)


def test_two_thousand_signs_fit_and_one_more_does_not(started, says):
    assert says(started, "ệ" * 2000).created
    with pytest.raises(errors.TooLong):
        says(started, "a" * 2001)


def test_direction_marks_and_stacked_marks_are_taken_out_and_emoji_stay(started, says):
    says(started, "ok\u202egnp.exe a" + "\u0301" * 500 + " 👨\u200d👩\u200d👧")
    body = started.conversation.messages.get(seq=2).body
    assert "\u202e" not in body
    assert body.endswith("👨\u200d👩\u200d👧")
    assert len(body) < 40


def test_the_thirty_first_message_of_a_minute_is_too_fast_but_a_repeat_is_answered(started, says):
    key = str(uuid4())
    says(started, "đầu", key)
    for number in range(29):
        says(started, f"tin {number}")
    with pytest.raises(errors.TooFast):
        says(started, "nữa")
    assert says(started, "đầu", key).seq == 2


def test_nobody_writes_in_an_ended_conversation(started, says):
    end(started.conversation.pk)
    with pytest.raises(errors.Closed):
        says(started, "còn đó không?")


def test_a_supervisors_block_stops_the_visitor_only(started, says, counsellor):
    take(started.conversation.pk, counsellor)
    type(started.conversation).objects.update(blocked=True)
    with pytest.raises(errors.Blocked):
        says(started, "x")
    assert post_message(started.conversation.pk, Author.COUNSELLOR, str(uuid4()), "chào", sender=counsellor).created


def test_only_the_holder_writes(started, counsellor, colleague, supervisor):
    take(started.conversation.pk, counsellor)
    for other in (colleague, supervisor):
        with pytest.raises(errors.NotOwner):
            post_message(started.conversation.pk, Author.COUNSELLOR, str(uuid4()), "chào", sender=other)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "//evil.example", "https://evil.example/", "/\\evil", "a b", 5])
def test_a_card_links_into_this_site_only(started, counsellor, url):
    take(started.conversation.pk, counsellor)
    with pytest.raises(errors.BadFrame):
        post_message(
            started.conversation.pk,
            Author.COUNSELLOR,
            str(uuid4()),
            "xem",
            sender=counsellor,
            card={"kind": "page", "title": "Xem", "url": url},
        )


def test_words_and_names_are_sealed_in_the_database(started, says):
    says(started, "điều chỉ tôi biết")
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM conversations_message ORDER BY seq DESC LIMIT 1")
        assert "điều chỉ tôi biết".encode() not in bytes(cursor.fetchone()[0])
        cursor.execute("SELECT nickname FROM conversations_conversation")
        assert "Bình Minh".encode() not in bytes(cursor.fetchone()[0])
