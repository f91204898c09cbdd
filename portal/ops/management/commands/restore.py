"""`python manage.py restore DIR [--erased FILE]`: a backup into an empty instance, checked before and after."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.ops import restore
from portal.ops.backup_manifest import BadBackup
from portal.ops.erased import FILE, BadList
from portal.ops.postgres_tools import ToolFailed


class Command(BaseCommand):
    """Never overwrites; opens nothing before the erased are erased again."""

    help = "Restore a backup into an empty instance that has the same keys."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("folder", type=Path, metavar="DIR")
        parser.add_argument(
            "--erased", type=Path, help=f"list of the erased; by default DATA_DIR/{FILE} if it is there"
        )

    def handle(self, *args: Any, folder: Path, erased: Path | None, **options: Any) -> None:
        own = settings.DATA_DIR / FILE
        erased = erased or (own if own.exists() else None)
        try:
            manifest = restore.restore(folder.resolve(), erased, self.stdout.write)
        except (restore.NotEmpty, BadBackup, BadList, ToolFailed) as error:
            raise CommandError(str(error)) from error
        if erased is None:
            self.stderr.write("No list of the erased was given: check by hand who was erased after the backup.")
        self.stdout.write(f"Restored the backup of {manifest.made_at}. The audit chain stood at {manifest.audit_head}.")
        self.stdout.write("Next: manage.py audit_verify --head …, then manage.py prepare, then start the servers.")
