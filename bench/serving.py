"""Start the portal, or the bare application, as a server of its own on a free loopback port."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROCESSES = 2
_START_S = 90


@contextmanager
def portal() -> Iterator[int]:
    """The port of the portal, `manage.py serve` with two processes, on this process's instance."""
    with served(PROCESSES) as (port, _process):
        yield port


@contextmanager
def served(processes: int, *, bare: bool = False) -> Iterator[tuple[int, int]]:
    """Port and process id of the portal, or of `bench.bare`, with `processes`; one process serves by itself."""
    port = free_port()
    own = [sys.executable, "manage.py", "serve", "--port", str(port)]
    plain = [sys.executable, "-m", "uvicorn", "bench.bare:application", "--port", str(port)]
    plain += ["--workers", str(processes), "--ws", "websockets-sansio", "--no-access-log", "--log-level", "warning"]
    with _running(port, plain if bare else own, processes) as pid:
        yield port, pid


@contextmanager
def bare() -> Iterator[int]:
    """The port of `bench.bare`, under the same uvicorn."""
    with served(PROCESSES, bare=True) as (port, _process):
        yield port


@contextmanager
def _running(port: int, command: list[str], processes: int) -> Iterator[int]:
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {"PUBLIC_URL": address, "PORT": str(port), "WEB_WORKERS": str(processes)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_until_up(process, f"{address}/healthz")
        yield process.pid
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()


def _wait_until_up(process: "subprocess.Popen[bytes]", address: str) -> None:
    until = time.monotonic() + _START_S
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(address, timeout=2):  # noqa: S310  # our own loopback address
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError("the server did not come up")


def free_port() -> int:
    """A port of this machine that nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
