"""`manage.py rotate_keys`: re-seal everything under the newest key of FIELD_KEYS.

Put the new key first in FIELD_KEYS, restart the site, run this; when it says that nothing is
left, the old key may go. It may be stopped and started again at any time.
"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.privacy.cipher import ring
from portal.privacy.rotation import rotate_field, sealed_fields


class Command(BaseCommand):
    help = "Re-encrypt every encrypted field under the newest key; resumable, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows looked up at a time")

    def handle(self, *args: Any, batch: int = 500, **options: Any) -> None:
        self.stdout.write(f"newest key: {ring().newest.ident}")
        unreadable = 0
        for model, field in sealed_fields():
            rotated = failed = 0
            for tally in rotate_field(model, field, batch):
                rotated, failed = tally.rotated, tally.unreadable
                if options["verbosity"] > 1:
                    self.stdout.write(f"  {field.context}: {rotated} so far")
            unreadable += failed
            self.stdout.write(f"{field.context}: {rotated} re-encrypted" + (f", {failed} UNREADABLE" if failed else ""))
        if unreadable:
            raise CommandError(f"{unreadable} values cannot be opened with the keys of FIELD_KEYS; keep the old keys")
        self.stdout.write("Nothing is left under an older key.")
