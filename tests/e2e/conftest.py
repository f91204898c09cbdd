"""The running portal: `make run`'s own program on a free port, with its demo data, two web processes and all.

Started once a test session; every test here runs in the same group, so that parallel workers share it.
"""

import os
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Portal:
    """One running instance."""

    data_dir: Path
    port: int
    extra: dict[str, str] = field(default_factory=dict)
    process: subprocess.Popen[str] | None = None
    output: list[str] = field(default_factory=list)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def env(self) -> dict[str, str]:
        dropped = {
            "DATABASE_URL",
            "VALKEY_URL",
            "STATIC_BACKEND",
            "DJANGO_SETTINGS_MODULE",
            "DB_POOL",
            "TEST_HOME",
            "VALKEY_PATIENCE_S",
        }
        dropped |= {"SECRET_KEY", "FIELD_KEYS", "INDEX_KEY", "DEMO", "PUBLIC_URL", "TWILIO_API_URL"}
        dropped |= {name for name in os.environ if name.startswith(("TWILIO_", "SMS_"))}
        kept = {name: value for name, value in os.environ.items() if name not in dropped}
        return kept | {"DATA_DIR": str(self.data_dir), "PORT": str(self.port), "WEB_WORKERS": "2"} | self.extra

    def start(self, wait_s: float = 240) -> "Portal":
        self.process = subprocess.Popen(
            [sys.executable, "-m", "portal.ops.run"], cwd=ROOT, env=self.env, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        threading.Thread(target=self._read, daemon=True).start()
        end = time.monotonic() + wait_s
        while not any("is ready" in line for line in self.output):
            if self.process.poll() is not None or time.monotonic() > end:
                raise AssertionError("the portal did not start:\n" + "".join(self.output[-60:]))
            time.sleep(0.1)
        return self

    def _read(self) -> None:
        assert self.process is not None
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.output.append(line)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> int:
        assert self.process is not None
        if self.process.poll() is None:
            self.process.send_signal(how)
        return self.process.wait(60)

    def manage(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=ROOT,
            env=self.env,
            text=True,
            capture_output=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def code_of(self, email: str) -> str:
        """The current one-time code of a demo account."""
        return self.manage("staff_code", email).split()[-1]

    def get(self, path: str) -> tuple[int, bytes]:
        try:
            with urllib.request.urlopen(self.url + path, timeout=30) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()

    def processes(self) -> list[str]:
        """Command lines of everything that still runs for this instance."""
        found = []
        marker = str(self.data_dir).encode()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                if int(folder.name) == os.getpid():
                    continue
                if marker in (folder / "environ").read_bytes() or marker in (folder / "cmdline").read_bytes():
                    command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
                    if command:
                        found.append(command)
            except (FileNotFoundError, PermissionError, ProcessLookupError):
                continue
        return found


@pytest.fixture(scope="session")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """The running portal of this session; with E2E_DATA_DIR and E2E_PORT one that you started yourself."""
    if "E2E_DATA_DIR" in os.environ:
        yield Portal(Path(os.environ["E2E_DATA_DIR"]).resolve(), int(os.environ["E2E_PORT"]))
        return
    home = Path(os.environ["TEST_HOME"]).parent / f"e2e-{os.getpid()}"
    running = Portal(home, free_port())
    try:
        yield running.start()
    finally:
        running.stop()
        subprocess.run(["rm", "-rf", str(home)], check=False)
