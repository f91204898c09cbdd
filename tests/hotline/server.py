"""The real server for tests: `manage.py serve` with two processes on one port, on the test database."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
from django.conf import settings
from django.db import connection
from websockets.asyncio.client import ClientConnection, connect

ROOT = Path(__file__).resolve().parents[2]


@dataclass
class Server:
    """A running server and how to speak to it."""

    process: subprocess.Popen[bytes]
    port: int

    def workers(self) -> list[psutil.Process]:
        """The processes that hold sockets of the port."""
        return [child for child in psutil.Process(self.process.pid).children(recursive=True) if self.sockets_of(child)]

    def sockets_of(self, process: psutil.Process) -> int:
        """How many clients a process serves."""
        found = process.net_connections("tcp")
        return sum(1 for one in found if one.laddr.port == self.port and one.status == psutil.CONN_ESTABLISHED)

    def socket(self, path: str, cookie: str) -> connect:
        """Open a socket as a browser of this site."""
        base = f"127.0.0.1:{self.port}"
        return connect(f"ws://{base}{path}", origin=f"http://{base}", additional_headers={"Cookie": cookie})

    def visitor(self, secret: str) -> connect:
        """Open a visitor's socket."""
        return self.socket("/tro-chuyen/ws", f"dv_chat={secret}")

    def staff(self, session_key: str) -> connect:
        """Open a counsellor's socket."""
        return self.socket("/staff/hotline/ws", f"{settings.SESSION_COOKIE_NAME}={session_key}")


@contextmanager
def running(workers: int = 2) -> Iterator[Server]:
    """Start the server, wait until it answers, and stop it with everything that it started."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    place = connection.settings_dict
    query = urlencode(
        {"host": place["HOST"], "user": place["USER"]} | ({"port": place["PORT"]} if place["PORT"] else {})
    )
    environment = os.environ | {
        "DATABASE_URL": f"postgresql:///{place['NAME']}?{query}",
        "VALKEY_URL": settings.VALKEY_URL,
        "WEB_WORKERS": str(workers),
        "PORT": str(port),
        "PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    command = [sys.executable, "manage.py", "serve", "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(process, port)
        yield Server(process, port)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_up(process: "subprocess.Popen[bytes]", port: int) -> None:
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the server did not come up")


async def tell(ws: ClientConnection, kind: str, **fields: Any) -> None:
    """Send one frame."""
    await ws.send(json.dumps({"type": kind, **fields}, ensure_ascii=False))


async def hear_a(ws: ClientConnection, *kinds: str, **fields: Any) -> dict[str, Any]:
    """The next frame of one of `kinds` with these fields; others are let go."""
    while True:
        frame: dict[str, Any] = json.loads(await ws.recv())
        if frame["type"] in kinds and all(frame.get(name) == value for name, value in fields.items()):
            return frame
