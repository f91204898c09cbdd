"""A stand-in served by uvicorn: in the foreground for `make run`, in a thread for tests."""

import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import httpx
import uvicorn
from starlette.applications import Starlette

from .app import build_app
from .config import Config


def _server(app: Starlette, port: int) -> uvicorn.Server:
    settings = uvicorn.Config(
        app, host="127.0.0.1", port=port, log_level="warning", access_log=False, timeout_graceful_shutdown=2
    )
    return uvicorn.Server(settings)


def serve(app: Starlette, port: int) -> None:
    """Serve on loopback until SIGINT or SIGTERM."""
    _server(app, port).run()


class Running:
    """A stand-in that runs in a thread of this process, on a free port, and its own doors."""

    def __init__(self, app: Starlette, port: int = 0) -> None:
        self._server = _server(app, port)
        self._thread = threading.Thread(target=self._server.run, name="sms-stand-in", daemon=True)
        self.url = ""

    def __enter__(self) -> Self:
        self._thread.start()
        deadline = time.monotonic() + 20
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the stand-in did not start")
            self._thread.join(0.01)
        port = self._server.servers[0].sockets[0].getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        self._client = httpx.Client(base_url=self.url, trust_env=False, timeout=60)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._client.close()
        self._server.should_exit = True
        self._thread.join(10)

    def knobs(self, **values: Any) -> None:
        """Turn knobs; without a name, put all to rest."""
        answer = self._client.post("/_standin/knobs", json=values) if values else self._client.delete("/_standin/knobs")
        answer.raise_for_status()

    def messages(self, number: str = "") -> list[dict[str, Any]]:
        """What the stand-in keeps, newest first."""
        answer = self._client.get("/_standin/messages", params={"number": number})
        return list(answer.raise_for_status().json()["messages"])

    def receive(self, **fields: Any) -> dict[str, Any]:
        """An SMS from a phone (`from_`, `body`, or the `sid` of one to deliver again) to the portal."""
        fields = {name.rstrip("_"): value for name, value in fields.items()}
        return dict(self._client.post("/_standin/inbound", json=fields).raise_for_status().json())


class StandIn(Running):
    """That of Twilio: `with StandIn(path, webhook_base) as twilio: twilio.url`."""

    def __init__(self, data_dir: Path, webhook_base: str = "http://127.0.0.1:9", port: int = 0) -> None:
        self.config = Config(data_dir=data_dir, webhook_base=webhook_base)
        super().__init__(build_app(self.config), port)
