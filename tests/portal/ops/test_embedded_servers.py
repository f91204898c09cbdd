"""The embedded servers start, are shared, keep their data and leave with their last user."""

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
import redis

from portal.ops import embedded

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("instance")
    for folder in (path, *path.parents):  # pytest's own folders are private; PostgreSQL's user must get through
        if folder.owner() == Path(path).owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o001)
    yield path
    shutil.rmtree(path, ignore_errors=True)


def is_up(home: Path) -> bool:
    try:
        psycopg.connect(embedded.database_url(home), connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True


def test_servers_run_inside_the_block_and_are_gone_after_it(home):
    with embedded.Servers(home, durable=False):
        assert is_up(home)
    assert not is_up(home)


def test_a_second_start_finds_the_data_of_the_first(home):
    with embedded.Servers(home, valkey=False, durable=False), psycopg.connect(embedded.database_url(home)) as db:
        db.execute("CREATE TABLE kept (n int)")
    with embedded.Servers(home, valkey=False, durable=False), psycopg.connect(embedded.database_url(home)) as db:
        assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_the_first_to_leave_does_not_stop_the_servers_of_the_others(home):
    with embedded.Servers(home, valkey=False, durable=False):
        with embedded.Servers(home, valkey=False, durable=False):
            pass
        assert is_up(home)


def test_a_start_after_the_owner_was_killed_joins_what_still_runs(home):
    program = (
        f"import os; from pathlib import Path; from portal.ops.embedded import Servers;"
        f"Servers(Path({str(home)!r}), valkey=False, durable=False).__enter__(); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False)
    with embedded.Servers(home, valkey=False, durable=False):
        assert is_up(home)
    assert not is_up(home)


def test_two_instances_live_side_by_side(home):
    other = home / "other"
    with embedded.Servers(home, valkey=False, durable=False), embedded.Servers(other, valkey=False, durable=False):
        with psycopg.connect(embedded.database_url(home)) as db:
            db.execute("CREATE TABLE only_here (n int)")
        with psycopg.connect(embedded.database_url(other)) as db:
            assert db.execute("SELECT to_regclass('only_here')").fetchone() == (None,)


def test_a_long_path_gets_its_sockets_in_the_temporary_directory():
    long = Path("/x" + "/y" * 60)
    assert len(str(embedded.socket_dir(long))) < embedded._LONGEST_SOCKET_PATH
    assert embedded.socket_dir(long) != embedded.socket_dir(long / "z")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a home that nobody may enter")
def test_root_may_keep_the_instance_where_nobody_else_may_enter(home):
    private = home / "private"
    private.mkdir(mode=0o700)
    with embedded.Servers(private / "data", valkey=False, durable=False):
        assert is_up(private / "data")


def test_servers_that_were_killed_are_started_again_with_their_data(home):
    with embedded.Servers(home) as servers:
        with psycopg.connect(embedded.database_url(home)) as db:
            db.execute("CREATE TABLE kept (n int)")
        for name in ("postgres", "valkey"):
            os.kill(int((home / f"{name}.pid").read_text()), signal.SIGKILL)
        revived: set[str] = set()
        end = time.monotonic() + 30
        while revived != {"postgres", "valkey"} and time.monotonic() < end:
            with contextlib.suppress(embedded.ServerFailed):
                revived.update(servers.revive())
        with psycopg.connect(embedded.database_url(home)) as db:
            assert db.execute("SELECT count(*) FROM kept").fetchone() == (0,)


def test_a_first_start_that_is_broken_off_leaves_no_server_and_the_next_one_begins_anew(home, monkeypatch):
    def broken_off(command, **_more):
        (Path(command[command.index("-D") + 1]) / "PG_VERSION").write_text("18\n")  # written long before it is done
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(embedded.subprocess, "run", broken_off)
        with pytest.raises(KeyboardInterrupt), embedded.Servers(home, durable=False):
            pass
    assert not (home / "valkey.pid").exists()
    with embedded.Servers(home, valkey=False, durable=False):
        assert is_up(home)


@pytest.mark.parametrize("name", ["dữ liệu 50% #1", "một, hai"])
def test_a_folder_may_have_spaces_signs_and_vietnamese_letters(home, name):
    folder = home / name
    with embedded.Servers(folder, durable=False):
        assert is_up(folder)
        assert redis.Redis.from_url(embedded.valkey_url(folder)).ping()


def test_a_server_that_another_user_started_again_is_stopped_by_the_last_to_leave(home):
    with embedded.Servers(home, postgres=False):
        with embedded.Servers(home, postgres=False) as other:
            os.kill(int((home / "valkey.pid").read_text()), signal.SIGKILL)
            end = time.monotonic() + 20
            while not other.revive():
                assert time.monotonic() < end
        again = Path(f"/proc/{(home / 'valkey.pid').read_text()}/cmdline")
        assert b"valkey" in again.read_bytes()
    assert not again.exists() or again.read_bytes() == b""  # ended; this process has not yet asked for its end
