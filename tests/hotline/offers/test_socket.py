"""Offers on the counsellors' socket: the ring, the answer, asking a colleague, the pause; and the panel beside."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings

from hotline.conversations.models import Conversation
from hotline.conversations.services import presence
from hotline.conversations.services.take import take
from hotline.offers.round import round_now
from tests.hotline.sockets import signed_in, staff


@pytest.fixture
def desk(counsellor):
    return staff(signed_in(counsellor))


@pytest.mark.django_db(transaction=True)
async def test_it_rings_and_accepting_opens_the_conversation(started, desk, counsellor):
    key = str(started.conversation.pk)
    async with desk as console:
        await console.hear_a("queue")
        await sync_to_async(round_now)()
        offer = await console.hear_a("offer")
        assert (offer["conversation"], offer["kind"]) == (key, "queue")
        assert 0 < offer["seconds_left"] <= 60
        await console.tell("accept", offer=offer["offer"])
        assert (await console.hear_a("welcome"))["mine"]
        assert (await console.hear_a("offer_over"))["offer"] == offer["offer"]


@pytest.mark.django_db(transaction=True)
async def test_a_colleague_is_asked_says_no_and_then_yes(started, desk, counsellor, colleague):
    key = str(started.conversation.pk)
    other = await sync_to_async(signed_in)(colleague)
    async with desk as console, staff(other) as asked:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        for answer in ("decline", "accept"):
            await console.tell("transfer", conversation=key, to=f"counsellor:{colleague.pk}", ask=True, note="xin giúp")
            offer = await asked.hear_a("offer", kind="transfer")
            assert offer["note"] == "xin giúp"
            await asked.tell(answer, conversation=key, why="đang bận")
            if answer == "decline":
                while "đang bận" not in (await console.hear_a("note"))["body"]:
                    pass
        assert (await asked.hear_a("welcome"))["mine"]
        assert (await console.hear_a("state", gone=True))["mine"] is False


@pytest.mark.django_db(transaction=True)
async def test_a_pause_by_the_button_and_bad_frames(started, desk, counsellor):
    async with desk as console:
        await console.tell("break", minutes=5)
        while not (await console.hear_a("queue"))["desk"]["pause_until"]:
            pass
        await console.tell("break", on=False)
        while (await console.hear_a("queue"))["desk"]["pause_until"]:
            pass
        for frame in ({"offer": "x"}, {"offer": True}, {"offer": 2**70}, {}, {"conversation": 5}):
            await console.tell("accept", **frame)
            assert (await console.hear_a("error"))["code"] == "bad_frame"
        for frame in ({"offer": 5}, {"conversation": str(uuid4())}):
            await console.tell("decline", **frame)
            assert (await console.hear_a("error"))["code"] == "not_found"


@pytest.mark.django_db
def test_the_panel_asks_a_colleague_to_read_along_and_ends_it(client, started, counsellor, colleague):
    key = take(started.conversation.pk, counsellor).pk
    presence.seen(colleague)
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(counsellor)
    address = f"/staff/hotline/c/{key}/guests/"
    assert client.post(address, {"guest": "counsellor:0"}).status_code == 422
    assert client.post(address, {"guest": f"counsellor:{colleague.pk}"}).status_code == 302
    guests = Conversation.objects.get().guests.filter(left_at__isnull=True)
    assert [one.user for one in guests] == [colleague]
    assert str(colleague) in client.get(f"/staff/hotline/c/{key}/panels/").content.decode()
    assert client.post(f"{address}{colleague.pk}/end/").status_code == 302
    assert not guests.all().exists()
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(colleague)
    assert client.post(address, {"guest": f"counsellor:{colleague.pk}"}).status_code == 404
