"""`echo`: from sent to seen. A visitor's message, written in one tab, until a second tab shows it, over two processes.

The baseline is a bare Channels echo on the same layer: nothing stored, nothing checked. Both sides run at the same
pace; the figure is delay. `BENCH_CONVERSATIONS` (50) are open at once, `BENCH_RATE` (20) messages come a second in all.
"""

import asyncio
import json
import os
import time
from contextlib import AsyncExitStack
from uuid import uuid4

from websockets.asyncio.client import ClientConnection, connect

from bench import serving
from bench.open_conversations import open_conversations
from bench.result import Result, percentile

MESSAGES_A_SECOND = float(os.environ.get("BENCH_RATE", "20"))
CONVERSATIONS = int(os.environ.get("BENCH_CONVERSATIONS", "50"))


def measure(conversations: int = CONVERSATIONS, each: int = 5) -> Result:
    """Milliseconds, the middle one and the 99th of a hundred."""
    with serving.portal() as port:
        secrets = open_conversations(conversations)
        ours = asyncio.run(_portal(port, secrets, each))
    with serving.bare() as port:
        bare = asyncio.run(_bare(port, conversations, each))
    assert len(ours) == len(bare) == conversations * each, "a message was lost"
    p99 = {"p99": round(percentile(ours, 99), 2), "p99_baseline": round(percentile(bare, 99), 2)}
    return Result("echo", percentile(ours, 50), "ms", percentile(bare, 50), p99)


async def _portal(port: int, secrets: list[str], each: int) -> list[float]:
    async def pair(stack: AsyncExitStack, secret: str) -> tuple[ClientConnection, ClientConnection]:
        tabs = []
        for _tab in range(2):
            headers = {"Cookie": f"dv_chat={secret}"}
            origin = f"http://127.0.0.1:{port}"
            ws = await stack.enter_async_context(
                connect(f"ws://127.0.0.1:{port}/tro-chuyen/ws", origin=origin, additional_headers=headers)  # type: ignore[arg-type]
            )
            await ws.send(json.dumps({"type": "resume", "after": 0}))
            await _hear(ws, "welcome")
            tabs.append(ws)
        return tabs[0], tabs[1]

    async def say(pair: tuple[ClientConnection, ClientConnection], word: str) -> None:
        await pair[0].send(json.dumps({"type": "send", "client_id": str(uuid4()), "body": word}))

    async with asyncio.timeout(600), AsyncExitStack() as stack:
        pairs = [await pair(stack, secret) for secret in secrets]
        return await _run(pairs, each, say)


async def _bare(port: int, number: int, each: int) -> list[float]:
    async def say(pair: tuple[ClientConnection, ClientConnection], word: str) -> None:
        await pair[0].send(json.dumps({"type": "message", "body": word}))

    async with asyncio.timeout(600), AsyncExitStack() as stack:
        pairs = []
        for one in range(number):
            tabs = [await stack.enter_async_context(connect(f"ws://127.0.0.1:{port}/{one}")) for _tab in range(2)]
            pairs.append((tabs[0], tabs[1]))
        return await _run(pairs, each, say)


async def _run(pairs: list, each: int, say) -> list[float]:
    """Every pair says `each` words at its own moments; the milliseconds until the second tab shows each."""
    pause = len(pairs) / MESSAGES_A_SECOND

    async def talk(number: int, pair: tuple[ClientConnection, ClientConnection]) -> list[float]:
        listening = asyncio.create_task(_swallow(pair[0]))
        found = []
        await asyncio.sleep(pause * number / len(pairs))
        for turn in range(each):
            word, begin = f"tin {turn}", time.perf_counter()
            await say(pair, word)
            await _hear(pair[1], "message", body=word)
            taken = time.perf_counter() - begin
            found.append(taken * 1000)
            await asyncio.sleep(max(0.0, pause - taken))
        listening.cancel()
        return found

    return [ms for one in await asyncio.gather(*(talk(n, pair) for n, pair in enumerate(pairs))) for ms in one]


async def _swallow(ws: ClientConnection) -> None:
    async for _frame in ws:
        pass


async def _hear(ws: ClientConnection, kind: str, **fields: str) -> None:
    while True:
        frame = json.loads(await ws.recv())
        if frame["type"] == kind and all(frame.get(name) == value for name, value in fields.items()):
            return
