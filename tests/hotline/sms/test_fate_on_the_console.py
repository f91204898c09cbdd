"""The counsellor sees how far their SMS got, live and when opening the conversation again."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from hotline.conversations.services.receive_sms import receive_sms
from portal.sms import status
from portal.sms.gateways.base import Report
from portal.sms.models import OutboundMessage
from portal.sms.states import State
from tests.hotline.sockets import signed_in, staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(counsellor):
    return staff(signed_in(counsellor))


def _reported(state, code=""):
    sms = OutboundMessage.objects.get(template="")
    if sms.provider_id is None:
        status.taken(sms, "SM1", State.SENDING)
    status.apply(Report("twilio", "SM1", state, code))


async def test_the_fate_of_an_sms_is_shown_live_and_after_opening_again(desk, settings):
    settings.SMS_FREE_TEXT, settings.SMS_ROUTES = True, "+:twilio"
    received = await sync_to_async(receive_sms)("+84912345678", "xin chào", external_id="twilio:SM9")
    key = str(received.conversation.pk)
    async with desk as console:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await console.tell("send", conversation=key, client_id=str(uuid4()), body="Chào bạn")
        told = await console.hear_a("delivery", state="queued")
        await sync_to_async(_reported)(State.DELIVERED)
        delivered = await console.hear_a("delivery", state="delivered")
        assert (delivered["seq"], delivered["label"]) == (told["seq"], "Đã đến máy")
        await console.tell("resume", conversation=key, after=0)
        assert (await console.hear_a("delivery"))["state"] == "delivered"


async def test_a_web_chat_has_no_such_frames(started, desk, settings):
    key = str(started.conversation.pk)
    async with desk as console:
        await console.tell("take", conversation=key)
        await console.hear_a("welcome")
        await console.tell("send", conversation=key, client_id=str(uuid4()), body="Chào bạn")
        await console.hear_a("message", author="counsellor")
        await console.tell("ping", t=1)
        while (frame := await console.hear())["type"] != "pong":
            assert frame["type"] != "delivery"
