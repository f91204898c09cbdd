"""`sockets`: what one open visitor's line costs one web process in memory, at 5,000 of them (kilobytes each).

The baseline is the same number of lines to a bare Channels consumer. `BENCH_SOCKETS` chooses another number.
"""

import asyncio
import json
import os
from collections.abc import Callable

import psutil
from websockets.asyncio.client import ClientConnection, connect

from bench import serving
from bench.open_conversations import open_conversations
from bench.result import Result

AT_ONCE = 40
WARM = 100


def measure() -> Result:
    """Raises AssertionError where a line was refused or lost."""
    number = int(os.environ.get("BENCH_SOCKETS", "5000"))
    keys = open_conversations(number + WARM)
    with serving.served(1) as (port, pid):
        ours = asyncio.run(_hold(pid, number, lambda one: _visitor(port, keys[one])))
    with serving.served(1, bare=True) as (port, pid):
        bare = asyncio.run(_hold(pid, number, lambda one: connect(f"ws://127.0.0.1:{port}/{one}", max_queue=1)))
    return Result("sockets", ours, "kB a line", bare, {"lines": number})


async def _visitor(port: int, key: str) -> ClientConnection:
    origin = f"http://127.0.0.1:{port}"
    headers = {"Cookie": f"dv_chat={key}"}
    line = await connect(
        f"ws://127.0.0.1:{port}/tro-chuyen/ws",
        origin=origin,  # type: ignore[arg-type]
        additional_headers=headers,
        max_queue=1,
        open_timeout=60,
    )
    await line.send(json.dumps({"type": "resume", "after": 0}))
    while json.loads(await line.recv())["type"] != "welcome":
        pass
    return line


async def _hold(pid: int, number: int, join: Callable) -> float:
    """Open `number` lines, a few at a time, and weigh the process before and after."""
    process, gate = psutil.Process(pid), asyncio.Semaphore(AT_ONCE)

    async def one(place: int) -> ClientConnection:
        async with gate:
            return await join(place)

    lines = await asyncio.gather(*(one(place) for place in range(WARM)))
    before = process.memory_info().rss
    lines += await asyncio.gather(*(one(place) for place in range(WARM, number + WARM)))
    after = process.memory_info().rss
    held = sum(1 for found in process.net_connections("tcp") if found.status == psutil.CONN_ESTABLISHED)
    assert held >= number, f"only {held} lines are open"
    for line in lines:
        line.transport.abort()
    return (after - before) / number / 1000
