"""`manage.py audit_verify`: walk the audit chain; exit 1 and the first broken entry if it was tampered with."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.chain import walk
from portal.audit.models import Entry


class Command(BaseCommand):
    help = "Walk the audit chain. Keep the printed head elsewhere; --head checks that it is still part of the chain."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--head", default="", help="a head that an earlier run printed")

    def handle(self, *args: Any, head: str = "", **options: Any) -> None:
        verdict = walk(Entry.objects.order_by("pk").iterator(chunk_size=2000), head)
        if verdict.broken:
            raise CommandError(f"entry {verdict.broken.entry_id} is broken: {verdict.broken.why}", returncode=1)
        if not verdict.expected_head_found:
            raise CommandError(
                "the chain does not hold the given head: entries were cut off or rewritten", returncode=1
            )
        self.stdout.write(f"{verdict.count} entries, unbroken; head {verdict.head or '(empty)'}")
