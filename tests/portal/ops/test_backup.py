"""A backup comes back whole, into an empty instance only, and brings nobody back who was erased meanwhile."""

import json
import os
import stat
import subprocess
import sys
from io import StringIO
from pathlib import Path
from uuid import uuid4

import psycopg
import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.states import Author
from portal.ops import backup, backup_manifest, embedded, erased
from registration.casework.actions.withdraw import withdraw
from tests.registration.casework.cast import filed, make_cast

ROOT = Path(__file__).resolve().parents[3]
pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    default_storage.save("documents/tờ rơi.pdf", ContentFile(b"%PDF a leaflet"))
    return settings.MEDIA_ROOT


@pytest.fixture
def said(db):
    """A conversation with one message."""
    conversation = start().conversation
    post_message(conversation.pk, Author.VISITOR, str(uuid4()), "xin chào")
    return conversation


@pytest.fixture
def home(tmp_path_factory):
    path = tmp_path_factory.mktemp("restored")
    for folder in (path, *path.parents):  # pytest's own folders are private; PostgreSQL's user must get through
        if folder.owner() == path.owner() and folder != Path("/"):
            folder.chmod(folder.stat().st_mode | 0o001)
    return path


def restore(home: Path, folder: Path, *options: str, **env: str) -> subprocess.CompletedProcess[str]:
    """`manage.py restore` in an instance of its own under `home`, with this instance's keys."""
    from django.conf import settings

    keys = {name: getattr(settings, name) for name in ("SECRET_KEY", "FIELD_KEYS", "INDEX_KEY")}
    return subprocess.run(
        [sys.executable, "manage.py", "restore", str(folder), *options],
        cwd=ROOT, env=os.environ | keys | {"DATA_DIR": str(home)} | env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def made(folder: Path) -> backup_manifest.Manifest:
    """A backup in `folder`, by the command."""
    call_command("backup", str(folder), stdout=StringIO())
    return backup_manifest.read(folder)


def test_a_backup_comes_back_equal_and_the_erased_stay_erased(said, media, home, tmp_path):
    cast = make_cast()
    kept, withdrawn = filed(cast.ward), filed(cast.next_door)
    manifest = made(tmp_path / "backup")
    erase(said.pk)
    withdraw(withdrawn, by_citizen=True)
    erased.write(tmp_path / "erased.json")
    with embedded.Servers(home, valkey=True, durable=False):
        done = restore(home, tmp_path / "backup", "--erased", str(tmp_path / "erased.json"))
        assert done.returncode == 0, done.stderr
        with psycopg.connect(embedded.database_url(home)) as db:
            answers, bare = (
                db.execute("SELECT answers FROM casework_registration WHERE id = %s", [one.pk]).fetchone()[0]
                for one in (kept, withdrawn)
            )
            words = db.execute("SELECT count(*) FROM conversations_message").fetchone()[0]
            still = db.execute("SELECT status, erased_at FROM casework_registration WHERE id = %s", [withdrawn.pk])
            assert still.fetchone()[0] == "expired"
    assert "every table's digest equal" in done.stdout
    assert f"restored {manifest.rows} rows" in done.stdout
    assert words == 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT answers FROM casework_registration WHERE id = %s", [kept.pk])
        assert cursor.fetchone()[0] == answers != bare
    assert (home / "media" / "documents" / "tờ rơi.pdf").read_bytes() == b"%PDF a leaflet"


def test_without_a_list_of_the_erased_the_restore_says_so_and_retention_has_run(said, home, tmp_path):
    Conversation.objects.update(last_activity_at="2020-01-01T00:00:00Z")
    made(tmp_path / "backup")
    with embedded.Servers(home, durable=False):
        done = restore(home, tmp_path / "backup")
        with psycopg.connect(embedded.database_url(home)) as db:
            words = db.execute("SELECT count(*) FROM conversations_message").fetchone()[0]
    assert done.returncode == 0
    assert "No list of the erased" in done.stderr
    assert words == 0


def test_other_keys_are_refused_before_anything_is_loaded(home, tmp_path):
    made(tmp_path / "backup")
    with embedded.Servers(home, durable=False):
        done = restore(home, tmp_path / "backup", FIELD_KEYS="other:" + "A" * 43 + "=")
        with psycopg.connect(embedded.database_url(home)) as db:
            assert db.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public'").fetchone() == (0,)
    assert done.returncode == 1
    assert "FIELD_KEYS" in done.stderr


def test_an_instance_that_holds_something_is_refused(tmp_path):
    made(tmp_path / "backup")
    with pytest.raises(CommandError, match="not empty"):
        call_command("restore", str(tmp_path / "backup"))


@pytest.mark.parametrize("name", ["database.dump", "files/documents/tờ rơi.pdf", "manifest.json"])
def test_an_altered_backup_is_refused(name, media, tmp_path):
    made(tmp_path / "backup")
    path = tmp_path / "backup" / name
    if name == "manifest.json":
        path.write_text(json.dumps(json.loads(path.read_text()) | {"audit_head": "another"}))
    else:
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    with pytest.raises(backup_manifest.BadBackup, match="altered"):
        backup_manifest.check_pieces(backup_manifest.read(tmp_path / "backup"), tmp_path / "backup")


def test_a_missing_file_or_one_too_many_is_refused(media, tmp_path):
    manifest = made(tmp_path / "backup")
    (tmp_path / "backup" / "files" / "more.txt").write_text("?")
    with pytest.raises(backup_manifest.BadBackup, match=r"more\.txt"):
        backup_manifest.check_pieces(manifest, tmp_path / "backup")


def test_a_failed_backup_leaves_nothing_behind(monkeypatch, tmp_path):
    def full(*args, **kwargs):
        raise OSError("the disk is full")

    monkeypatch.setattr(backup.postgres_tools, "dump", full)
    with pytest.raises(OSError, match="full"):
        backup.make(tmp_path / "backup")
    assert list(tmp_path.iterdir()) == []


def test_no_key_no_session_and_no_plain_word_is_in_a_backup(settings, said, client, tmp_path):
    client.session.save()
    made(tmp_path / "backup")
    tool = embedded.postgres_binaries() / "pg_restore"
    dump = subprocess.run([tool, "--file=-", tmp_path / "backup" / "database.dump"], capture_output=True, check=True)
    everything = dump.stdout.decode() + (tmp_path / "backup" / "manifest.json").read_text()
    secrets = [settings.SECRET_KEY, settings.INDEX_KEY, settings.FIELD_KEYS.split(":", 1)[1], "xin chào"]
    assert str(said.pk) in everything
    assert [secret for secret in [*secrets, client.session.session_key] if secret in everything] == []
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700


def test_everything_that_can_be_erased_can_be_erased_again():
    assert set(erased.erasers()) == set(erased.erasable())


def test_the_password_of_the_database_is_on_no_command_line(monkeypatch, tmp_path):
    runs = []
    real = subprocess.run

    def watch(command, **more):
        runs.append((" ".join(map(str, command)), more.get("env", {})))
        return real(command, **more)

    monkeypatch.setattr(subprocess, "run", watch)
    monkeypatch.setitem(connection.settings_dict, "PASSWORD", "a-password")
    connection.close()
    backup.make(tmp_path / "backup")
    connection.close()
    assert [env["PGPASSWORD"] for _line, env in runs if "PGPASSWORD" in env] == ["a-password"]
    assert not [line for line, _env in runs if "a-password" in line]
