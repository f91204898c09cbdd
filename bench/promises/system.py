"""The running portal whose parts are killed: `make run`'s own processes, found below its supervisor."""

import asyncio
import contextlib
import json
import os
import random
import signal
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.promises.proxy import Proxy

ENGINES = {"valkey": signal.SIGKILL, "postgres": signal.SIGQUIT}  # SIGQUIT: PostgreSQL stops as if the power failed
PROCESS_FAULTS = ("web", "all web", "worker", "valkey", "postgres", "valkey frozen")
LINE_FAULTS = ("cut", "half-open")
GATEWAY_FAULTS = ("lost answers", "callbacks twice and out of order")
FAULTS = PROCESS_FAULTS + LINE_FAULTS + GATEWAY_FAULTS


@dataclass
class System:
    """A portal started by `portal.ops.run` (process id `supervisor`) on `port`, its state under `data_dir`."""

    data_dir: Path
    port: int
    supervisor: int

    @property
    def origin(self) -> str:
        """Its public address."""
        return f"http://127.0.0.1:{self.port}"

    def web(self) -> list[psutil.Process]:
        """The web processes below the server's own supervisor."""
        found = []
        for process in self._children():
            if _runs(process, "multiprocessing.spawn") and _runs(process.parent(), "manage.py serve"):
                found.append(process)
        return found

    def worker(self) -> list[psutil.Process]:
        """The job worker."""
        return [process for process in self._children() if _runs(process, "manage.py work")]

    def _children(self) -> list[psutil.Process]:
        return psutil.Process(self.supervisor).children(recursive=True)

    def healthy(self) -> bool:
        """Whether the portal says that it is ready."""
        try:
            with urllib.request.urlopen(f"{self.origin}/readyz", timeout=5) as answer:  # noqa: S310
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False

    def wait_until_healthy(self, seconds: float = 90) -> None:
        """Raises TimeoutError."""
        end = time.monotonic() + seconds
        while not self.healthy():
            if time.monotonic() > end:
                raise TimeoutError("the portal did not come back")
            time.sleep(0.1)

    async def harm(self, fault: str, proxy: Proxy, chance: random.Random) -> None:
        """Do one of FAULTS."""
        if fault == "cut":
            proxy.cut()
        elif fault == "half-open":
            await proxy.half_open(chance.uniform(0.5, 2.5))
        elif fault == "lost answers":
            self.gateway("knobs", {"lose_next": 2})
        elif fault == "callbacks twice and out of order":
            self.gateway("knobs", {"duplicate_callbacks": True, "reorder_callbacks": True})
        elif fault in ENGINES:
            _signal(self._engine(fault), ENGINES[fault])
        elif fault == "valkey frozen":
            frozen = self._engine("valkey")
            _signal(frozen, signal.SIGSTOP)
            await asyncio.sleep(chance.uniform(0.2, 1.5))
            _signal(frozen, signal.SIGCONT)
        else:
            victims = self.worker() if fault == "worker" else self.web()
            for victim in victims if fault == "all web" else victims[:1]:
                _signal(victim.pid, signal.SIGKILL)

    def _engine(self, name: str) -> int:
        return int((self.data_dir / f"{name}.pid").read_text())

    def gateway(self, door: str, content: dict[str, Any] | None = None) -> dict[str, Any]:
        """Ask the stand-in of Twilio, which listens a thousand ports above the portal."""
        address = f"http://127.0.0.1:{self.standin_port()}/_standin/{door}"
        data = None if content is None else json.dumps(content).encode()
        request = urllib.request.Request(address, data, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=180) as answer:  # noqa: S310
            found: dict[str, Any] = json.load(answer)
        return found

    def standin_port(self) -> int:
        """The port on its command line."""
        for process in self._children():
            line = process.cmdline()
            if "portal.sms.standin" in line:
                return int(line[line.index("--port") + 1])
        raise LookupError("no stand-in of Twilio runs")


def _runs(process: psutil.Process | None, words: str) -> bool:
    try:
        return process is not None and words in " ".join(process.cmdline())
    except psutil.Error:
        return False


def _signal(pid: int, number: int) -> None:
    with contextlib.suppress(ProcessLookupError):  # an earlier fault was quicker
        os.kill(pid, number)
