"""One run: some conversations, words in both directions, faults in between, then quiet until everybody has seen all."""

import asyncio
import random
import time
from dataclasses import dataclass, field

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import OperationalError, close_old_connections
from django.utils import timezone

from bench.promises import checker, people
from bench.promises.clients import Side, Talk
from bench.promises.proxy import Proxy
from bench.promises.record import History, Row, Sender, Viewer
from bench.promises.system import FAULTS, System
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.close import close
from hotline.conversations.services.receive_sms import phone_index
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Channel, State
from portal.accounts.models import User

WEB_TALKS, WORDS, QUIET_S = 3, 6, 120


@dataclass
class Told:
    """What a run leaves for the end: the counsellor's texts to each phone, in order."""

    faults: list[str] = field(default_factory=list)
    harmed: list[str] = field(default_factory=list)
    acknowledged: int = 0
    texts_in: int = 0
    texts_out: dict[str, list[str]] = field(default_factory=dict)


async def run(system: System, number: int, seed: int, user: User, session: str) -> Told:
    """Run number `number` of `seed`: the same pair plans the same words and faults. Raises TimeoutError where the
    sides do not come to rest within two minutes."""
    chance = random.Random(f"{seed}-{number}")  # noqa: S311
    told = Told()
    async with Proxy(system.port) as proxy:
        await _alive()
        console = Side(
            lambda: f"ws://127.0.0.1:{proxy.port}/staff/hotline/ws",
            system.origin,
            f"{settings.SESSION_COOKIE_NAME}={session}",
        )
        web = [await _web_talk(system, proxy, console, user) for _one in range(WEB_TALKS)]
        sms = await _sms_talk(system, console, user, number)
        sides = [console, *(side for _history, side in web)]
        for side in sides:
            side.start()
        talks = [(talk, "visitor") for _history, side in web for talk in side.talks.values()]
        talks += [(talk, "counsellor") for talk in console.talks.values()]
        await asyncio.gather(
            *(_writes(talk, who, chance) for talk, who in talks),
            _texts(system, sms, chance),
            _harms(system, proxy, chance, told),
        )
        await _rest(sides, [history for history, _side in web] + [sms.history], told)
        for side in sides:
            await side.stop()
    for history in [*(history for history, _side in web), sms.history]:
        told.faults += checker.faults(history, await _rows(history.conversation))
        told.acknowledged += sum(len(sender.acked) for sender in history.senders)
        await sync_to_async(_end)(history.conversation, user)
    told.texts_in = len(sms.history.texts)
    told.texts_out[sms.phone] = [body for _key, body in sms.history.senders[0].sent]
    return told


async def _web_talk(system: System, proxy: Proxy, console: Side, user: User) -> tuple[History, Side]:
    started = await sync_to_async(start)(topic="self")
    key = str(started.conversation.pk)
    await sync_to_async(take)(started.conversation.pk, user)
    history = History(key)
    visitor = Side(lambda: f"ws://127.0.0.1:{proxy.port}/tro-chuyen/ws", system.origin, f"dv_chat={started.secret}")
    visitor.talks[key] = _talk(history, "visitor", "the visitor")
    console.talks[key] = _talk(history, "counsellor", "the counsellor", key)
    return history, visitor


def _talk(history: History, author: str, name: str, conversation: str = "") -> Talk:
    sender, viewer = Sender(author), Viewer(name)
    history.senders.append(sender)
    history.viewers.append(viewer)
    return Talk(sender, viewer, conversation)


@dataclass
class SmsTalk:
    """A conversation by text message."""

    history: History
    phone: str


async def _sms_talk(system: System, console: Side, user: User, number: int) -> SmsTalk:
    phone, history = people.phone(), History("", channel="sms")
    await _text(system, phone, f"Chào, tôi hỏi chút ({number})", history)
    index = phone_index(phone)
    conversation = await Conversation.objects.aget(channel=Channel.SMS, phone_index=index)
    await sync_to_async(take)(conversation.pk, user)
    history.conversation = str(conversation.pk)
    console.talks[history.conversation] = _talk(history, "counsellor", "the counsellor", history.conversation)
    return SmsTalk(history, phone)


async def _text(system: System, phone: str, body: str, history: History, twice: bool = False) -> None:
    """A text from a phone: the gateway repeats it until the portal answers with success, and sometimes after that."""
    wanted, sid, end = 2 if twice else 1, None, time.monotonic() + QUIET_S
    while wanted:
        door = {"from": phone, "body": body} | ({"sid": sid} if sid else {})
        answer = await asyncio.to_thread(system.gateway, "inbound", door)
        sid = answer["sid"]
        if 200 <= (answer["webhook_status"] or 0) < 300:
            wanted -= 1
        elif time.monotonic() > end:
            raise TimeoutError("a text was never accepted")
        else:
            await asyncio.sleep(0.3)
    history.texts.append((str(sid), body))


async def _writes(talk: Talk, who: str, chance: random.Random) -> None:
    for turn in range(WORDS):
        await asyncio.sleep(chance.uniform(0, 0.4))
        talk.say(f"{who} nói câu {turn} {chance.random():.6f}")


async def _texts(system: System, sms: SmsTalk, chance: random.Random) -> None:
    for turn in range(3):
        await asyncio.sleep(chance.uniform(0, 0.6))
        await _text(system, sms.phone, f"tin {turn} {chance.random():.6f}", sms.history, chance.random() < 0.3)


async def _harms(system: System, proxy: Proxy, chance: random.Random, told: Told) -> None:
    """One to three faults between the words."""
    for fault in chance.sample(FAULTS, chance.randint(1, 3)):
        await asyncio.sleep(chance.uniform(0.1, 0.8))
        told.harmed.append(fault)
        await system.harm(fault, proxy, chance)


async def _rest(sides: list[Side], histories: list[History], told: Told) -> None:
    """Wait until all is acknowledged and seen; what still lacks after two minutes is a fault of its own."""
    end = time.monotonic() + QUIET_S
    while time.monotonic() < end:
        await asyncio.sleep(0.2)
        if not all(talk.settled for side in sides for talk in side.talks.values()):
            continue
        lasts = {history.conversation: len(await _rows(history.conversation)) for history in histories}
        if all(talk.last >= lasts[key] for side in sides for key, talk in side.talks.items()):
            return
    told.faults.append("after two minutes of quiet somebody has not seen everything")


async def _rows(conversation: str) -> list[Row]:
    def read() -> list[Row]:
        messages = Message.objects.filter(conversation_id=conversation).order_by("seq")
        return [Row(one.seq, one.author, str(one.client_id), one.body) for one in messages]

    for _try in range(100):
        try:
            return await sync_to_async(read)()
        except OperationalError:  # the database was restarted under this process too
            await _alive()
    raise TimeoutError("the database did not come back")


async def _alive() -> None:
    """Let go of connections that an earlier fault has cut."""
    await asyncio.sleep(0.1)
    await sync_to_async(close_old_connections)()


def _end(conversation: str, user: User) -> None:
    Conversation.objects.filter(pk=conversation).exclude(state=State.CLOSED).update(last_activity_at=timezone.now())
    close(Conversation.objects.get(pk=conversation).pk, user, {"outcome": "informed"})
