"""`page`: the home page through the whole portal, against a fixed answer of the same server."""

import asyncio
import sys
import time
from statistics import median

from bench import serving
from bench.result import Result
from cms import demo

CONNECTIONS = 8
PATH = "/"


def measure(rounds: int = 3, count: int = 120) -> Result:
    """Pages a second over eight connections that stay open; and the middle time of one page."""
    demo.load(0, sys.stderr)
    with serving.portal() as ours, serving.bare() as bare:
        found: dict[int, list[float]] = {ours: [], bare: []}
        for one in range(-1, rounds):  # the first round warms up and does not count
            for port, rates in found.items():
                seconds = asyncio.run(_fetch_all(port, count))
                if one >= 0:
                    rates.append(count / seconds)
        rate = median(found[ours])
        return Result("page", rate, "pages/s", median(found[bare]), {"path": PATH, "connections": CONNECTIONS})


async def _fetch_all(port: int, count: int) -> float:
    begin = time.perf_counter()
    async with asyncio.timeout(60):
        await asyncio.gather(*(_fetch(port, count // CONNECTIONS) for _each in range(CONNECTIONS)))
    return time.perf_counter() - begin


async def _fetch(port: int, times: int) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        for _each in range(times):
            writer.write(f"GET {PATH} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n".encode())
            head = (await reader.readuntil(b"\r\n\r\n")).lower()
            assert head.startswith(b"http/1.1 200"), head[:80]
            assert b"content-length: " in head, "an answer of unknown length"
            length = int(head.split(b"content-length: ", 1)[1].split(b"\r\n", 1)[0])
            await reader.readexactly(length)
    finally:
        writer.close()
