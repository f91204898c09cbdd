"""`manage.py rotate_keys`: re-seal everything under the newest key of FIELD_KEYS.

Put the new key first in FIELD_KEYS, restart the site, run this; when it says that nothing is
left, the old key may go. It may be stopped and started again at any time.
"""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.privacy.cipher import ring
from portal.privacy.rotation import OTHERS, Tally, rotate_field, sealed_fields


class Command(BaseCommand):
    help = "Re-encrypt every encrypted field under the newest key; resumable, while the site runs."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=500, help="rows looked up at a time")

    def handle(self, *args: Any, batch: int = 500, **options: Any) -> None:
        self.stdout.write(f"newest key: {ring().newest.ident}")
        unreadable = 0
        for model, field in sealed_fields():
            unreadable += self._run(field.context, rotate_field(model, field, batch), options["verbosity"])
        for rotate in OTHERS:
            unreadable += self._run("", rotate(), options["verbosity"])
        if unreadable:
            raise CommandError(f"{unreadable} values cannot be opened with the keys of FIELD_KEYS; keep the old keys")
        self.stdout.write("Nothing is left under an older key.")

    def _run(self, name: str, work: Iterator[Tally], verbosity: int) -> int:
        """Go through the batches and say what was done; how many values no key opens."""
        tally = Tally(name)
        for tally in work:  # the last one counts
            if verbosity > 1:
                self.stdout.write(f"  {tally.field}: {tally.rotated} so far")
        failed = f", {tally.unreadable} UNREADABLE" if tally.unreadable else ""
        self.stdout.write(f"{tally.field}: {tally.rotated} re-encrypted{failed}")
        return tally.unreadable
