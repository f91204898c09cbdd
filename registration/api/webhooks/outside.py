"""One POST to somebody else's server, bounded in every way: where it goes, how long it takes, what is read.

The name is resolved once, the answer checked, and exactly that address called (a second look-up could say otherwise);
the certificate is still held against the name. No redirect is followed, no proxy of the environment is used, and of
the answer only status and headers are read.
"""

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from . import addresses

TOTAL_S = 10.0
"""From the first packet to the last header, however slowly they come."""


class NotDelivered(Exception):
    """`code` says why; `wait_s` is how long the receiver asks us to wait."""

    def __init__(self, code: str, wait_s: int | None = None) -> None:
        super().__init__(code)
        self.code, self.wait_s = code, wait_s


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends at `ends` (monotonic seconds)."""

    def __init__(self, inner: httpcore.NetworkStream, ends: float) -> None:
        self.inner, self.ends = inner, ends

    def _left(self, wanted: float | None) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is over")
        return left if wanted is None else min(wanted, left)

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.inner.read(max_bytes, self._left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.inner.write(buffer, self._left(timeout))

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _Stream(self.inner.start_tls(ssl_context, server_hostname, self._left(timeout)), self.ends)

    def close(self) -> None:
        self.inner.close()

    def get_extra_info(self, info: str) -> Any:
        return self.inner.get_extra_info(info)


class _Network(httpcore.NetworkBackend):
    """Connects to a checked address of the name, and to nothing else."""

    def __init__(self, ends: float) -> None:
        self.ends = ends

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failed: Exception = httpcore.ConnectError("no address")
        for address in addresses.addresses_of(host, port):
            left = self.ends - time.monotonic()
            if left <= 0:
                break
            try:
                inner = httpcore.SyncBackend().connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
            else:
                return _Stream(inner, self.ends)
        raise failed


def post(url: str, body: bytes, headers: dict[str, str], total_s: float = TOTAL_S) -> None:
    """Send `body` as JSON; returns on any 2xx. Raises NotDelivered."""
    sent = {"Content-Type": "application/json", "User-Agent": "duong-ve-webhook/1", "Connection": "close", **headers}
    try:
        with (
            httpcore.ConnectionPool(
                ssl_context=ssl.create_default_context(), network_backend=_Network(time.monotonic() + total_s)
            ) as pool,
            pool.stream("POST", url, headers=list(sent.items()), content=body) as answer,
        ):
            _judge(answer)
    except addresses.Forbidden as error:
        raise NotDelivered("private_address") from error
    except (httpcore.TimeoutException, TimeoutError) as error:
        raise NotDelivered("timeout") from error
    except httpcore.ConnectError as error:
        refused = any(isinstance(cause, ssl.SSLError) for cause in error.args)
        raise NotDelivered("tls" if refused else "connect") from error
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError) as error:
        raise NotDelivered("broken_answer") from error
    except OSError as error:  # the name has no address
        raise NotDelivered("name") from error


def _judge(answer: httpcore.Response) -> None:
    if 200 <= answer.status < 300:
        return
    code = "redirect" if 300 <= answer.status < 400 else f"http_{answer.status}"
    raise NotDelivered(code, _wait(dict(answer.headers)) if answer.status in (429, 503) else None)


def _wait(headers: dict[bytes, bytes]) -> int | None:
    text = {name.lower(): value for name, value in headers.items()}.get(b"retry-after", b"")
    return int(text) if text.isdigit() and len(text) < 7 else None
