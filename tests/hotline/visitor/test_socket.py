"""The visitor's socket keeps the chat protocol to the letter."""

import json
from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from hotline.conversations.services import close, post_message, take
from hotline.conversations.services.start import start
from hotline.conversations.states import Author
from hotline.visitor.consumer import VisitorConsumer
from tests.hotline.sockets import VISITOR, Socket, visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def quick(monkeypatch):
    """The slow look comes soon: what no wake-up tells is seen all the same."""
    monkeypatch.setattr(VisitorConsumer, "slow_look_s", 0.5)


def reply(started, counsellor, body="Chào bạn"):
    return post_message.post_message(started.conversation.pk, Author.COUNSELLOR, str(uuid4()), body, sender=counsellor)


async def test_welcome_then_everything_from_the_beginning(started):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=0)
        welcome, greeting = await socket.hear(), await socket.hear()
    assert {key: welcome[key] for key in ("type", "conversation", "state", "position", "last_seq")} == {
        "type": "welcome",
        "conversation": str(started.conversation.pk),
        "state": "waiting",
        "position": 1,
        "last_seq": 1,
    }
    assert isinstance(welcome["expected_wait_s"], int)
    assert (greeting["type"], greeting["seq"], greeting["author"]) == ("message", 1, "system")
    assert greeting["at"].endswith("+07:00")


async def test_a_message_is_acknowledged_then_shown_and_a_repeat_gets_the_same_number(started):
    key = str(uuid4())
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await socket.tell("send", client_id=key, body="Tôi cần giúp")
        ack, message = await socket.hear(), await socket.hear()
        assert (ack["type"], ack["client_id"], ack["seq"]) == ("ack", key, 2)
        assert (message["seq"], message["author"], message["body"]) == (2, "visitor", "Tôi cần giúp")
        await socket.tell("send", client_id=key, body="Tôi cần giúp")
        assert await socket.hear_a("ack") == ack


async def test_both_ways_with_state_read_and_typing(started, counsellor):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await sync_to_async(take.take)(started.conversation.pk, counsellor)
        state = await socket.hear_a("state", state="open")
        assert "counsellor" not in state
        await sync_to_async(reply)(started, counsellor)
        assert (await socket.hear_a("message", author="counsellor"))["body"] == "Chào bạn"
        await sync_to_async(close.close)(started.conversation.pk, counsellor, {"outcome": "informed"})
        assert await socket.hear_a("state", state="closed")
        await socket.tell("send", client_id=str(uuid4()), body="còn đó không")
        assert (await socket.hear_a("error"))["code"] == "closed"


async def test_resume_gives_what_was_missed_in_order_without_gaps(started, says, counsellor):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=0)
        await socket.hear_a("message", seq=1)
    await sync_to_async(take.take)(started.conversation.pk, counsellor)
    for number in range(5):
        await sync_to_async(reply)(started, counsellor, f"tin {number}")
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        assert [(await socket.hear_a("message"))["seq"] for _number in range(6)] == [2, 3, 4, 5, 6, 7]


async def test_more_messages_than_one_page_all_arrive(started):
    def fill():
        for number in range(430):
            started.conversation.messages.create(seq=number + 2, author="system", body=str(number))
        type(started.conversation).objects.update(last_seq=431)

    await sync_to_async(fill)()
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=0)
        await socket.hear_a("welcome")
        assert [(await socket.hear_a("message"))["seq"] for _number in range(431)] == list(range(1, 432))


@pytest.mark.usefixtures("quick")
async def test_a_lost_wake_up_loses_no_message(started, counsellor, monkeypatch):
    await sync_to_async(take.take)(started.conversation.pk, counsellor)
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=2)
        await socket.hear_a("welcome")
        monkeypatch.setattr("hotline.conversations.events._send", lambda groups, event: None)
        await sync_to_async(reply)(started, counsellor, "không ai báo")
        assert (await socket.hear_a("message"))["body"] == "không ai báo"


@pytest.mark.parametrize(
    "raw",
    [
        "không phải JSON",
        "[]",
        "7",
        "null",
        "{}",
        '{"type":5}',
        '{"type":"fly"}',
        '{"type":"resume"}',
        '{"type":"resume","after":-1}',
        '{"type":"resume","after":true}',
        '{"type":"resume","after":"1"}',
        '{"type":"resume","after":1e309}',
        '{"type":"resume","after":NaN}',
        '{"type":"send","client_id":"x","body":"y"}',
        '{"type":"send","body":"y"}',
        '{"type":"send","client_id":"7d1f4c8e-6a55-4d0b-9c1e-2f3a4b5c6d7e"}',
        '{"type":"send","client_id":"7d1f4c8e-6a55-4d0b-9c1e-2f3a4b5c6d7e","body":"a\\u0000b"}',
        '{"type":"read","seq":"1"}',
        '{"type":"__class__"}',
        '{"type":"admit"}',
        '{"a":' * 5000,
        '{"type":"ping","x":"' + "a" * 9000 + '"}',
    ],
)
async def test_a_bad_frame_is_answered_and_the_socket_lives(started, raw):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await socket.send_to(raw)
        assert (await socket.hear_a("error"))["code"] == "bad_frame"
        await socket.tell("ping", t=7)
        assert await socket.hear() == {"type": "pong", "t": 7}


async def test_binary_is_a_bad_frame(started):
    async with visitor(started.secret) as socket:
        await socket.send_to(data=b"\x00\x01")
        assert (await socket.hear())["code"] == "bad_frame"


async def test_sending_before_resume_is_answered_with_its_client_id(started):
    key = str(uuid4())
    async with visitor(started.secret) as socket:
        await socket.tell("send", client_id=key, body="sớm quá")
        error = await socket.hear()
    assert (error["code"], error["client_id"]) == ("bad_frame", key)
    assert await started.conversation.messages.acount() == 1


async def test_too_long_names_the_message_even_where_the_frame_is_too_big(started):
    key = str(uuid4())
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        for body in ("a" * 2001, "a" * 9000):
            await socket.tell("send", client_id=key, body=body)
            error = await socket.hear()
            assert (error["code"], error["client_id"]) == ("too_long", key)


async def test_a_frame_far_too_big_is_refused_and_the_socket_stays(started):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await socket.tell("send", client_id=str(uuid4()), body="a" * 500_000)
        assert (await socket.hear_a("error"))["code"] == "bad_frame"
        await socket.tell("ping", t=7)
        assert (await socket.hear_a("pong"))["t"] == 7


async def test_a_future_number_is_taken_as_the_last_one(started, says):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=999)
        assert (await socket.hear())["last_seq"] == 1
        await socket.tell("send", client_id=str(uuid4()), body="chào")
        assert (await socket.hear_a("message"))["seq"] == 2


async def test_some_bad_frames_close_nothing(started):
    async with visitor(started.secret) as socket:
        for _number in range(30):
            await socket.send_to("x")
        await socket.tell("ping", t=1)
        assert (await socket.hear_a("pong"))["t"] == 1


async def test_bad_frames_again_and_again_close_the_socket(started):
    async with visitor(started.secret) as socket:
        for _number in range(40):
            await socket.send_to("x")
        assert await socket.closed_with() == 4429


async def test_a_flood_of_pings_closes_with_too_fast(started):
    async with visitor(started.secret) as socket:
        for _number in range(151):
            await socket.tell("ping", t=1)
        assert await socket.closed_with() == 4429


@pytest.mark.parametrize("cookie", ["", "dv_chat=nonsense", "dv_chat=" + "a" * 5000])
async def test_without_a_conversation_the_socket_closes_with_4401(cookie, db):
    socket = Socket(VISITOR, cookie)
    assert await socket.opened()
    assert await socket.closed_with() == 4401


@pytest.mark.parametrize(
    "origin",
    [
        None,
        "null",
        "https://evil.example",
        "http://127.0.0.1:8000.evil.example",
        "http://127.0.0.1:8001",
        "http://user@127.0.0.1:8000",
    ],
)
async def test_a_foreign_or_missing_origin_is_closed_with_4403(started, origin):
    socket = visitor(started.secret, origin=origin)
    assert await socket.opened()
    assert await socket.closed_with() == 4403


async def test_silence_closes_with_4408(started, monkeypatch):
    monkeypatch.setattr(VisitorConsumer, "idle_s", 0.1)
    async with visitor(started.secret) as socket:
        assert await socket.closed_with() == 4408


async def test_end_leaves_the_words_and_erase_destroys_them(started, counsellor):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await socket.tell("end")
        assert (await socket.hear_a("state"))["state"] == "closed"
        await socket.tell("erase")
        gone = await socket.hear_a("state")
        assert (gone["state"], gone["erased"]) == ("closed", True)
        assert await socket.closed_with() == 4401
    assert not await started.conversation.messages.aexists()


async def test_a_second_tab_hears_of_the_erasing(started):
    async with visitor(started.secret) as one, visitor(started.secret) as two:
        for socket in (one, two):
            await socket.tell("resume", after=1)
            await socket.hear_a("welcome")
        await one.tell("erase")
        assert (await two.hear_a("state"))["erased"]
        assert await two.closed_with() == 4401


async def test_the_place_in_the_queue_moves_up(started, counsellor):
    later = await sync_to_async(start)()
    async with visitor(later.secret) as socket:
        await socket.tell("resume", after=1)
        assert (await socket.hear())["position"] == 2
        await sync_to_async(take.take)(started.conversation.pk, counsellor)
        assert (await socket.hear_a("position"))["position"] == 1


async def test_danger_brings_the_numbers_at_once(started):
    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        await socket.tell("send", client_id=str(uuid4()), body="anh tôi bị sốc thuốc")
        assert [(await socket.hear())["type"] for _number in range(2)] == ["ack", "message"]
        warning = await socket.hear_a("message", author="system")
    assert "115" in json.dumps(warning["card"])


async def test_a_lost_database_is_said_and_the_socket_lives(started, monkeypatch):
    from django.db import OperationalError

    def lost(*_args, **_more):
        raise OperationalError

    async with visitor(started.secret) as socket:
        await socket.tell("resume", after=1)
        await socket.hear_a("welcome")
        with monkeypatch.context() as broken:
            broken.setattr("hotline.visitor.consumer.post_message", lost)
            key = str(uuid4())
            await socket.tell("send", client_id=key, body="chào")
            error = await socket.hear_a("error")
            assert (error["code"], error["client_id"]) == ("unavailable", key)
        await socket.tell("send", client_id=key, body="chào")
        assert (await socket.hear_a("ack"))["seq"] == 2
