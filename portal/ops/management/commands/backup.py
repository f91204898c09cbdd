"""`python manage.py backup DIR`: database and files at one moment, still encrypted, without any key."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.ops import backup
from portal.ops.backup_manifest import BadBackup
from portal.ops.postgres_tools import ToolFailed


class Command(BaseCommand):
    """Writes the folder under a temporary name and renames it when it is complete."""

    help = "Back up database and files to a new folder. Keep the keys elsewhere: they are not in it."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        try:
            manifest = backup.make(folder.resolve())
        except (BadBackup, ToolFailed) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"{folder}: {len(manifest.tables)} tables, {manifest.rows} rows, {len(manifest.files)} files. "
            f"To read it one needs the keys {', '.join(manifest.field_keys)}, which are not in it."
        )
