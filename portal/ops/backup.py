"""Make a backup: database and files at one moment, still encrypted, with a manifest of digests.

The database's digests and its dump see the same exported snapshot, so writers need not stop. Files follow the dump: a
file that the dump knows is there, unless it was deleted in that very moment. The folder has a temporary name until it
is complete. Left out: sessions (each would open a door again) and every key.
"""

import os
import shutil
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction

from portal.audit.models import Entry
from portal.ops import postgres_tools, table_digests
from portal.ops.backup_manifest import DATABASE, FILES, BadBackup, Manifest, Piece, piece
from portal.privacy import cipher

ROWS_LEFT_OUT_OF = ("django_session",)


def make(folder: Path) -> Manifest:
    """Write a backup to `folder`, which must not exist or be empty. Raises BadBackup, ToolFailed."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BadBackup(f"{folder} is there and not empty")
    draft = folder.with_name(f"{folder.name}.partial-{os.getpid()}")
    draft.mkdir(parents=True, mode=0o700)
    try:
        manifest = _write(draft)
        draft.replace(folder)
    except BaseException:
        shutil.rmtree(draft, ignore_errors=True)
        raise
    return manifest


def _write(folder: Path) -> Manifest:
    made_at = datetime.now(UTC)
    with transaction.atomic(durable=True):
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot(), current_setting('server_version')")
            snapshot, postgres = cursor.fetchone()
        postgres_tools.dump(folder / DATABASE, snapshot=snapshot, without_rows_of=ROWS_LEFT_OUT_OF)
        tables = table_digests.of_all(without_rows_of=ROWS_LEFT_OUT_OF)
        head = Entry.objects.order_by("-pk").values_list("digest", flat=True).first() or ""
    manifest = Manifest(
        made_at=made_at.isoformat(timespec="seconds"),
        portal=_version(),
        postgres=postgres,
        tables=tables,
        database=piece(folder / DATABASE),
        files=_copy_files(Path(settings.MEDIA_ROOT), folder / FILES),
        rows_left_out_of=list(ROWS_LEFT_OUT_OF),
        audit_head=head,
        field_keys=[key.ident for key in cipher.ring().keys],
    )
    manifest.write(folder)
    return manifest


def _copy_files(source: Path, target: Path) -> dict[str, Piece]:
    copied = {}
    for path in sorted(source.rglob("*")) if source.is_dir() else []:
        if path.is_file() and not path.is_symlink():
            name = path.relative_to(source)
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            try:
                shutil.copyfile(path, target / name)
            except FileNotFoundError:  # deleted in this moment
                continue
            copied[name.as_posix()] = piece(target / name)
    return copied


def _version() -> str:
    return str(tomllib.loads((settings.BASE_DIR / "pyproject.toml").read_text())["project"]["version"])
