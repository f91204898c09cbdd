"""`manage.py retention [--dry-run]`: apply the retention register (portal.privacy.retention)."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.privacy.retention import register


class Command(BaseCommand):
    help = "Forget what has been kept long enough. --dry-run only counts."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--dry-run", action="store_true", help="count, forget nothing")

    def handle(self, *args: Any, dry_run: bool = False, **options: Any) -> None:
        now = timezone.now()
        failed = []
        for rule in register():
            try:
                count = rule.apply(now, dry_run)
            except Exception as error:  # one app's fault must not keep the others' data longer
                failed.append(rule.name)
                self.stderr.write(f"{rule.name}: {type(error).__name__}")  # its words may be personal
                continue
            verb = "would forget" if dry_run else "forgot"
            self.stdout.write(f"{rule.name}: {verb} {count} (kept {rule.days} days; {rule.legal_note})")
        if failed:
            raise CommandError(f"not applied: {', '.join(failed)}")
