"""A staff socket opens only for a verified session and closes within five seconds of its end."""

import asyncio
import time

import pytest
from asgiref.sync import sync_to_async
from asgiref.testing import ApplicationCommunicator
from channels.generic.websocket import AsyncJsonWebsocketConsumer
from django.test import Client

from portal.accounts import sockets
from portal.accounts.actions.deactivate import deactivate
from portal.accounts.sessions import SEEN
from portal.accounts.sockets import StaffSocket

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _layer_in_memory(settings):
    settings.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}


class Socket(StaffSocket, AsyncJsonWebsocketConsumer):
    async def connect(self):
        if await self.enter() is not None:
            await self.accept()

    async def disconnect(self, code):
        await self.leave()


class Browser(ApplicationCommunicator):
    """A socket with the cookies of a signed-in (or not) browser."""

    def __init__(self, client: Client) -> None:
        cookies = {name: morsel.value for name, morsel in client.cookies.items()}
        scope = {"type": "websocket", "path": "/staff/hotline/ws", "headers": [], "cookies": cookies}
        super().__init__(Socket.as_asgi(), scope)

    async def connect(self) -> tuple[bool, int | None]:
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(timeout=5)
        return answer["type"] == "websocket.accept", answer.get("code")

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1000})
        await self.wait(timeout=5)


def socket(client: Client) -> Browser:
    return Browser(client)


async def closed_after(communicator: Browser) -> tuple[int, float]:
    """The close code and the seconds until it came."""
    start = time.monotonic()
    message = await communicator.receive_output(timeout=5)
    return message["code"], time.monotonic() - start


@pytest.fixture
def browser_of_officer(client, officer, signed_in):
    return signed_in(client, officer)


async def test_a_socket_without_a_session_is_refused_with_4401():
    connected, code = await socket(Client()).connect()
    assert (connected, code) == (False, 4401)


async def test_a_socket_after_the_password_alone_is_refused(client, officer, first_step):
    await sync_to_async(first_step)(client, officer)
    assert (await socket(client).connect())[1] == 4401


async def test_sign_out_closes_the_socket_at_once(browser_of_officer):
    communicator = socket(browser_of_officer)
    assert (await communicator.connect())[0]
    await sync_to_async(browser_of_officer.post)("/staff/sign-out/")
    code, seconds = await closed_after(communicator)
    assert code == 4401
    assert seconds < 2
    await communicator.disconnect()


async def test_deactivation_closes_the_socket_at_once(browser_of_officer, officer, administrator):
    communicator = socket(browser_of_officer)
    await communicator.connect()
    await sync_to_async(deactivate)(administrator, officer.pk, "nghỉ việc")
    assert (await closed_after(communicator))[0] == 4401
    await communicator.disconnect()


async def test_another_sessions_end_leaves_this_socket_open(browser_of_officer, officer, signed_in):
    other = await sync_to_async(signed_in)(Client(), officer)
    communicator = socket(browser_of_officer)
    await communicator.connect()
    await sync_to_async(other.post)("/staff/sign-out/")
    assert await communicator.receive_nothing(timeout=0.3)
    await communicator.disconnect()


async def test_when_the_word_is_lost_the_socket_finds_out_by_itself(browser_of_officer, monkeypatch):
    monkeypatch.setattr(sockets, "LOOK_EVERY_S", 0.05)
    monkeypatch.setattr("portal.accounts.sessions.tell", lambda group: None)
    communicator = socket(browser_of_officer)
    await communicator.connect()
    await sync_to_async(browser_of_officer.post)("/staff/sign-out/")
    assert (await closed_after(communicator))[0] == 4401
    await communicator.disconnect()


def test_looking_by_itself_keeps_the_promise_of_five_seconds():
    assert sockets.LOOK_EVERY_S < 5


async def test_a_database_that_is_away_for_a_moment_closes_nothing(browser_of_officer, monkeypatch):
    communicator = socket(browser_of_officer)
    monkeypatch.setattr(sockets, "LOOK_EVERY_S", 0.02)
    await communicator.connect()
    looked = asyncio.Event()

    async def away(scope):
        looked.set()
        raise ConnectionError

    monkeypatch.setattr(sockets, "user_of", away)
    await asyncio.wait_for(looked.wait(), 2)
    assert await communicator.receive_nothing(timeout=0.2)
    await communicator.disconnect()


def test_doing_something_on_a_socket_keeps_the_session_awake(browser_of_officer):
    session = browser_of_officer.session
    session[SEEN] = int(time.time()) - 600
    session.save()
    sockets._note_use(session.session_key)
    assert time.time() - browser_of_officer.session[SEEN] < 5


def test_a_late_sign_of_life_does_not_revive_a_session_that_was_signed_out(browser_of_officer):
    key = browser_of_officer.session.session_key
    browser_of_officer.post("/staff/sign-out/")
    sockets._note_use(key)
    assert sockets.signed_in_user(key) is None
