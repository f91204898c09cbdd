"""A portal of its own for the runs: `make run`'s program, without demo data, on this process's instance."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from bench.promises.system import System
from bench.serving import ROOT, free_port
from portal.ops import instance

START_S = 600


@contextmanager
def portal() -> Iterator[System]:
    """Up inside the block. Raises RuntimeError where it does not come up."""
    port = free_port()
    dropped = {"PUBLIC_URL", "TWILIO_API_URL"}
    kept = {name: value for name, value in os.environ.items() if name not in dropped}
    environment = kept | {"PORT": str(port), "WEB_WORKERS": "2", "DEMO": "false", "SMS_FREE_TEXT": "true"}
    process = subprocess.Popen(
        [sys.executable, "-m", "portal.ops.run"], cwd=ROOT, env=environment, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
    )  # fmt: skip
    ready, output = threading.Event(), deque[str](maxlen=30)
    threading.Thread(target=_read, args=(process, ready, output), daemon=True).start()
    try:
        end = time.monotonic() + START_S
        while not ready.wait(0.2):
            if process.poll() is not None or time.monotonic() > end:
                raise RuntimeError("the portal did not come up:\n" + "".join(output))
        yield System(instance.data_dir(), port, process.pid)
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()


def _read(process: "subprocess.Popen[str]", ready: threading.Event, output: deque[str]) -> None:
    """Read its output to the end, so that it never waits for us; the last lines explain a failure."""
    assert process.stdout is not None
    for line in process.stdout:
        output.append(line)
        if "is ready" in line:
            ready.set()
