"""A receiver of webhooks: a real HTTP server in a thread, which keeps what came and answers as a test wishes."""

import json
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Arrival:
    body: bytes
    headers: dict[str, str]

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.body)


@dataclass
class Receiver:
    """`statuses` are the coming answers; once they are used up it answers 200. `hang` holds every answer back."""

    port: int = 0
    arrivals: list[Arrival] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    manner: str = "answer"
    hang: threading.Event = field(default_factory=threading.Event)
    came: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


class _Handler(BaseHTTPRequestHandler):
    receiver: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.receiver.arrivals.append(Arrival(body, dict(self.headers)))
        self.receiver.came.set()
        getattr(self, self.receiver.manner)()

    def answer(self) -> None:
        self.send_response(self.receiver.statuses.pop(0) if self.receiver.statuses else 200)
        for name, value in self.receiver.headers.items():
            self.send_header(name, value)
        self.end_headers()

    def hang(self) -> None:
        self.receiver.hang.wait(30)

    def drip(self) -> None:
        """A header that never ends, one sign at a time: each read is quick, the whole is not."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
        while not self.receiver.hang.wait(0.02):
            self.wfile.write(b"x")

    def break_off(self) -> None:
        self.connection.shutdown(socket.SHUT_RDWR)

    def flood(self) -> None:
        """A body without an end, which nobody should read."""
        self.send_response(200)
        self.end_headers()
        while not self.receiver.hang.is_set():
            self.wfile.write(b"x" * 65536)

    def handle(self) -> None:
        try:
            super().handle()
        except OSError:  # the caller has gone, as it should
            return

    def log_message(self, *args: Any) -> None:
        return


@contextmanager
def running() -> Iterator[Receiver]:
    receiver = Receiver()
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"receiver": receiver}))
    server.daemon_threads = True
    receiver.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        receiver.hang.set()
        server.shutdown()
        server.server_close()
        thread.join(5)


def free_port() -> int:
    """A port on which nobody listens."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])
