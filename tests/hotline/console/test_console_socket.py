"""The counsellors' socket: the board, taking, talking, handing over; and who may not be there."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.sessions.models import Session

from hotline.conversations.services import take
from hotline.conversations.services.erase import erase
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.start import start
from portal.audit.models import Entry
from tests.hotline.sockets import STAFF, Socket, signed_in, staff, visitor

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(counsellor):
    return staff(signed_in(counsellor))


async def test_the_board_comes_first_and_changes_by_itself(started, desk, counsellor):
    async with desk as console:
        board = await console.hear_a("queue")
        assert [item["conversation"] for item in board["items"]] == [str(started.conversation.pk)]
        assert board["items"][0]["nickname"] == ""
        later = await sync_to_async(start)()
        board = await console.hear_a("queue")
        assert [item["position"] for item in board["items"]] == [1, 2]
        assert board["items"][1]["conversation"] == str(later.conversation.pk)


async def test_a_talk_from_take_to_close(started, says, desk, counsellor):
    key = str(started.conversation.pk)
    async with desk as console, visitor(started.secret) as person:
        await person.tell("resume", after=0)
        await person.hear_a("message", seq=1)
        await console.tell("take", conversation=key)
        welcome = await console.hear_a("welcome")
        assert (welcome["state"], welcome["mine"], welcome["conversation"]) == ("open", True, key)
        assert (await console.hear_a("message"))["conversation"] == key
        client_id = str(uuid4())
        await console.tell("send", conversation=key, client_id=client_id, body="Chào bạn")
        ack = await console.hear_a("ack")
        assert (ack["client_id"], ack["conversation"]) == (client_id, key)
        assert (await person.hear_a("message", author="counsellor"))["body"] == "Chào bạn"
        await person.tell("send", client_id=str(uuid4()), body="Chào chị")
        assert (await console.hear_a("message", author="visitor"))["body"] == "Chào chị"
        await console.tell("typing", conversation=key)
        assert await person.hear_a("typing")
        await person.tell("typing")
        assert (await console.hear_a("typing"))["conversation"] == key
        await person.tell("read", seq=3)
        assert (await console.hear_a("read"))["seq"] == 3
        await console.tell("close", conversation=key, wrap_up={"outcome": "supported", "topic": "family"})
        assert (await console.hear_a("state", state="closed"))["outcome"] == "supported"
        assert await person.hear_a("state", state="closed")


async def test_notes_reach_colleagues_and_never_the_visitor(started, desk, counsellor, supervisor):
    key = str(started.conversation.pk)
    boss = await sync_to_async(signed_in)(supervisor)
    async with desk as console, staff(boss) as watching, visitor(started.secret) as person:
        await person.tell("resume", after=0)
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await watching.tell("resume", conversation=key, after=0)
        await watching.hear_a("welcome")
        await console.tell("note", conversation=key, body="gọi lại thứ hai")
        assert (await watching.hear_a("note"))["body"] == "gọi lại thứ hai"
        await console.tell("send", conversation=key, client_id=str(uuid4()), body="xong")
        while (frame := await person.hear()).get("body") != "xong":
            assert "gọi lại" not in str(frame)


async def test_only_the_holder_writes_and_a_supervisor_takes_over_first(started, desk, supervisor):
    key = str(started.conversation.pk)
    boss = await sync_to_async(signed_in)(supervisor)
    async with desk as console, staff(boss) as other:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await other.tell("send", conversation=key, client_id=str(uuid4()), body="x")
        assert (await other.hear_a("error"))["code"] == "not_owner"
        await other.tell("take_over", conversation=key)
        assert (await other.hear_a("welcome"))["mine"]
        lost = await console.hear_a("state", state="open", mine=False)
        assert lost["conversation"] == key
        await console.tell("send", conversation=key, client_id=str(uuid4()), body="x")
        assert (await console.hear_a("error"))["code"] == "not_owner"


async def test_two_press_take_and_one_learns_it_is_taken(started, desk, colleague):
    key = str(started.conversation.pk)
    other_key = await sync_to_async(signed_in)(colleague)
    async with desk as console, staff(other_key) as other:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await other.tell("take", conversation=key)
        error = await other.hear_a("error")
        assert (error["code"], error["conversation"]) == ("taken", key)


async def test_a_colleague_cannot_open_what_another_holds(started, desk, colleague):
    key = str(started.conversation.pk)
    other_key = await sync_to_async(signed_in)(colleague)
    async with desk as console, staff(other_key) as other:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        for wanted in (key, str(uuid4())):
            await other.tell("resume", conversation=wanted, after=0)
            assert (await other.hear_a("error"))["code"] == "not_found"


async def test_transfer_moves_the_conversation_to_the_colleagues_board(started, desk, colleague):
    key = str(started.conversation.pk)
    other_key = await sync_to_async(signed_in)(colleague)
    async with desk as console, staff(other_key) as other:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await console.tell("transfer", conversation=key, to=f"counsellor:{colleague.pk}")
        assert (await console.hear_a("state", gone=True))["mine"] is False
        while not any(item["mine"] for item in (await other.hear_a("queue"))["items"]):
            pass
        await other.tell("resume", conversation=key, after=0)
        assert (await other.hear_a("welcome"))["mine"]


async def test_release_puts_it_back_in_the_queue(started, desk):
    key = str(started.conversation.pk)
    async with desk as console:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await console.tell("release", conversation=key)
        assert (await console.hear_a("state", gone=True))["state"] == "waiting"


async def test_an_sms_conversation_works_alike(desk, counsellor):
    received = await sync_to_async(receive_sms)("+84900000001", "Toi can giup", external_id="t:1")
    key = str(received.conversation.pk)
    async with desk as console:
        board = await console.hear_a("queue")
        assert board["items"][0]["channel"] == "sms"
        await console.tell("take", conversation=key)
        assert (await console.hear_a("message", seq=1))["body"] == "Toi can giup"
        assert "+84900000001" not in str(board)


async def test_the_counsellor_is_told_when_the_person_erases(started, desk):
    key = str(started.conversation.pk)
    async with desk as console:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await sync_to_async(erase)(started.conversation.pk)
        assert (await console.hear_a("state", gone=True))["erased"]


async def test_presence_and_capacity(desk, colleague):
    other_key = await sync_to_async(signed_in)(colleague)
    async with desk as console, staff(other_key) as other:
        await console.tell("presence", status="busy")
        assert (await console.hear_a("queue"))["me"]["status"] in {"available", "busy"}
        while [one["status"] for one in (await other.hear_a("queue"))["colleagues"]] != ["busy"]:
            pass
        await console.tell("capacity", capacity=2)
        while (await console.hear_a("queue"))["me"]["capacity"] != 2:
            pass
        for frame in ({"kind": "presence", "status": "asleep"}, {"kind": "capacity", "capacity": 0}):
            await console.tell(**frame)
            assert (await console.hear_a("error"))["code"] == "bad_frame"


async def test_every_opening_is_audited_once_a_socket_without_words(started, says, desk, counsellor):
    await sync_to_async(says)(started, "điều bí mật")
    await sync_to_async(take.take)(started.conversation.pk, counsellor)
    async with desk as console:
        for _time in range(3):
            await console.tell("resume", conversation=str(started.conversation.pk), after=0)
            await console.hear_a("welcome")
    entries = [entry async for entry in Entry.objects.filter(action="conversation.open")]
    assert [entry.object_ref for entry in entries] == [str(started.conversation.pk)]
    assert "bí mật" not in str(entries[0].detail)


async def test_signing_out_closes_the_console_with_4401(started, desk, counsellor, monkeypatch):
    monkeypatch.setattr("portal.accounts.sockets.LOOK_EVERY_S", 0.2)
    async with desk as console:
        await console.hear_a("queue")
        await Session.objects.all().adelete()
        assert await console.closed_with() == 4401


async def test_without_sign_in_or_second_factor_4401(counsellor):
    half = await sync_to_async(signed_in)(counsellor, verified=False)
    for cookie in ("", f"{settings.SESSION_COOKIE_NAME}={half}", f"{settings.SESSION_COOKIE_NAME}=x"):
        socket = Socket(STAFF, cookie)
        assert await socket.opened()
        assert await socket.closed_with() == 4401


async def test_police_and_foreign_pages_4403(officer, counsellor):
    for socket in (
        staff(await sync_to_async(signed_in)(officer)),
        staff(await sync_to_async(signed_in)(counsellor), origin="https://evil.example"),
    ):
        assert await socket.opened()
        assert await socket.closed_with() == 4403


async def test_a_visitors_cookie_opens_no_console(started):
    socket = Socket(STAFF, f"dv_chat={started.secret}")
    assert await socket.opened()
    assert await socket.closed_with() == 4401


@pytest.mark.parametrize("frame", [{}, {"conversation": 5}, {"conversation": "x"}, {"conversation": "a" * 60}])
@pytest.mark.parametrize("kind", ["resume", "take", "send", "note", "close", "transfer", "release", "typing", "read"])
async def test_a_frame_without_a_conversation_is_a_bad_frame(desk, kind, frame):
    async with desk as console:
        await console.hear_a("queue")
        await console.tell(kind, **frame)
        assert (await console.hear_a("error"))["code"] == "bad_frame"
