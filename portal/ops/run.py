"""`make run`: the whole portal on this machine, from nothing to a page, until Ctrl-C.

Sets up what is missing (front end, database, places, demo data), then keeps four kinds of processes: the embedded
servers, the stand-in of Twilio, the web server and the job worker. What dies is started again; whatever it started it
stops, in order.
"""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from types import FrameType

from portal.ops import embedded, instance

PYTHON = sys.executable
GRACE_S = 15
MOST_DEATHS_A_MINUTE = 5
REST_S = 5
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """We were told to stop."""


class Children:
    """The processes that this run started. One that dies is started again: at once, or after a rest where it dies often
    (a database that is away for long must not end the portal for good)."""

    def __init__(self) -> None:
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self._commands: dict[str, tuple[str, ...]] = {}
        self._deaths: dict[str, list[float]] = {}
        self._resting: dict[str, float] = {}

    def start(self, name: str, *command: str) -> None:
        """Start one in its own session, so that Ctrl-C reaches it only through us."""
        self._commands[name] = command
        self.running[name] = subprocess.Popen([PYTHON, *command], cwd=instance.ROOT, start_new_session=True)

    def revive(self) -> None:
        """Start again what ended by itself and has rested."""
        now = time.monotonic()
        for name in [name for name, child in self.running.items() if child.poll() is not None]:
            if name not in self._resting:
                self._resting[name] = now + self._rest(name, now)
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(self.running[name].pid, signal.SIGKILL)  # its own children, if it left any
            if self._resting[name] <= now:
                del self._resting[name]
                print(f"The {name} had stopped and is started again.", flush=True)  # noqa: T201
                self.start(name, *self._commands[name])

    def _rest(self, name: str, now: float) -> float:
        """Seconds before the next start of one that died just now."""
        self._deaths[name] = [moment for moment in self._deaths.get(name, []) if moment > now - 60] + [now]
        return REST_S if len(self._deaths[name]) > MOST_DEATHS_A_MINUTE else 0

    def dead(self) -> str | None:
        """The name of one that ended by itself."""
        return next((name for name, child in self.running.items() if child.poll() is not None), None)

    def stop(self) -> None:
        """End all: politely, together, and after the grace by force with everything below them."""
        for child in self.running.values():
            if child.poll() is None:
                child.terminate()
        end = time.monotonic() + GRACE_S
        for child in self.running.values():
            try:
                child.wait(max(0.1, end - time.monotonic()))
            except subprocess.TimeoutExpired:
                os.killpg(child.pid, signal.SIGKILL)
                child.wait()
        self.running.clear()


def _step(*command: str) -> None:
    """One step of the set-up; its own words explain a failure, so no traceback of ours follows them."""
    code = subprocess.run([PYTHON, *command], cwd=instance.ROOT, check=False).returncode
    if code:
        raise SystemExit(f"Setting up stopped at: {' '.join(command)} (exit {code}); its words are above.")


def _free_port(wanted: int) -> int:
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
                return int(probe.getsockname()[1])
            except OSError:
                continue
    raise SystemExit("No free port on this machine.")


def _check_port(port: int) -> None:
    if _free_port(port) != port:
        raise SystemExit(f"Port {port} is taken. Choose another: make run PORT={port + 1} DATA_DIR=var-{port + 1}")


def _prepare() -> None:
    """Everything that a first start makes and a later one only checks."""
    _step("-m", "portal.ui.build")
    _step("-m", "portal.ops.messages", "--compile")
    _step("manage.py", "prepare")


def _wait_until_ready(address: str, children: Children) -> None:
    end = time.monotonic() + 240
    while time.monotonic() < end:
        if name := children.dead():
            raise SystemExit(f"The {name} stopped while starting; its last lines are above.")
        try:
            with urllib.request.urlopen(f"{address}/readyz", timeout=5) as answer:  # noqa: S310 our own address
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise SystemExit("The portal did not become ready within four minutes.")


def _revive(servers: embedded.Servers | None) -> None:
    """A server that died is started again; what leftovers of it prevent now is tried again with the next beat."""
    with contextlib.suppress(embedded.ServerFailed):
        for name in servers.revive() if servers else []:
            print(f"{name} had died and was started again.", flush=True)  # noqa: T201


def _hear_no_more() -> None:
    """A second signal (an impatient Ctrl-C, a shell that closes) must not leave half of them behind."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)


def _stop_on_signal(number: int, frame: FrameType | None) -> None:
    _hear_no_more()
    raise Stop


def _serve(address: str, servers: embedded.Servers | None) -> None:
    children = Children()
    standin_data = instance.data_dir() / "twilio"
    standin_port = _free_port(int(os.environ.get("PORT", "8000")) + 1000)
    try:
        if "TWILIO_API_URL" not in os.environ:
            os.environ["TWILIO_API_URL"] = f"http://127.0.0.1:{standin_port}"
            children.start(
                "stand-in of Twilio", "-m", "portal.sms.standin",
                "--port", str(standin_port), "--data", str(standin_data), "--webhook-base", address,
            )  # fmt: skip
        children.start("web server", "manage.py", "serve")
        children.start("job worker", "manage.py", "work")
        _wait_until_ready(address, children)
        _step("manage.py", "welcome")
        while True:
            time.sleep(0.3)
            _revive(servers)
            children.revive()
    except (Stop, KeyboardInterrupt):
        print("\nStopping …", flush=True)  # noqa: T201
    finally:
        _hear_no_more()
        children.stop()


def main() -> None:
    """Set up, serve, stop."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    port = int(os.environ.setdefault("PORT", "8000"))
    for number in STOPPING:
        signal.signal(number, _stop_on_signal)
    _check_port(port)
    instance.prepare(create=True, demo=True)
    address = f"http://127.0.0.1:{port}"
    os.environ.setdefault("PUBLIC_URL", address)
    try:
        with instance.servers() as servers:
            _prepare()
            _serve(address, servers)
    except embedded.ServerFailed as error:
        raise SystemExit(str(error)) from error
    except (Stop, KeyboardInterrupt):
        print("\nStopped before it was up.", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
