"""Bring a backup into an empty instance: check, load, check again, bring up to date, forget again, and only then open.

The digests of every table must be equal to the manifest's before anything else touches them. Whoever was erased after
the backup stays erased: the list of the erased is applied, and the retention register is run once.
"""

import shutil
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from portal.audit import log
from portal.ops import backup_manifest, erased, postgres_tools, table_digests
from portal.ops.backup_manifest import DATABASE, FILES, BadBackup, Manifest


class NotEmpty(Exception):
    """This instance holds something already; a restore never overwrites."""


def restore(folder: Path, erased_list: Path | None, say: Callable[[str], object]) -> Manifest:
    """Restore `folder` into this instance. Raises NotEmpty, BadBackup, ToolFailed, BadList; `say` gets each step.

    `erased_list` is a list that `manage.py erased` or the worker wrote after the backup.
    """
    need_an_empty_instance()
    manifest = backup_manifest.read(folder)
    backup_manifest.check_pieces(manifest, folder)
    again = erased.read(erased_list) if erased_list else {}
    say(f"the backup of {manifest.made_at} is whole: {len(manifest.tables)} tables, {len(manifest.files)} files")
    postgres_tools.load(folder / DATABASE)
    _compare_tables(manifest)
    _bring_files(manifest, folder)
    say(f"restored {manifest.rows} rows, every table's digest equal")
    call_command("migrate", interactive=False, verbosity=0)
    if erased_list:
        say(f"erased again: {erased.erase_again(again)} of {sum(map(len, again.values()))} on the list")
    call_command("retention")
    log.record(None, "backup.restored", "backup", manifest.made_at, detail={"rows": manifest.rows})
    return manifest


def need_an_empty_instance() -> None:
    """Raises NotEmpty where the database has a table or MEDIA_ROOT a file."""
    if tables := table_digests.names():
        raise NotEmpty(f"the database is not empty (it has {len(tables)} tables): restore into a fresh instance")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(path.is_file() for path in media.rglob("*")):
        raise NotEmpty(f"{media} is not empty: restore into a fresh instance")


def _compare_tables(manifest: Manifest) -> None:
    with transaction.atomic():
        found = table_digests.of_all()
    if odd := [name for name in sorted(found | manifest.tables) if found.get(name) != manifest.tables.get(name)]:
        raise BadBackup(f"restored, but not equal to the backup: {', '.join(odd[:5])}; do not open this instance")


def _bring_files(manifest: Manifest, folder: Path) -> None:
    for name, wanted in manifest.files.items():
        target = Path(settings.MEDIA_ROOT) / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / FILES / name, target)
        if backup_manifest.piece(target) != wanted:
            raise BadBackup(f"{name} arrived altered")
    connection.close()  # what comes next starts with a connection that has seen no empty database
