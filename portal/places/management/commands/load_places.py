"""`python manage.py load_places`: bring the tables of places to the edition of the data files."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.places.loader import load


class Command(BaseCommand):
    """Loads what `portal/places/data/` holds; a second run changes nothing."""

    help = "Load provinces, wards and former units from the data files (a second run changes nothing)."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--force", action="store_true", help="Load again even if this edition is loaded.")

    def handle(self, *args: Any, **options: Any) -> None:
        done = load(force=options["force"])
        state = "loaded" if done.changed else "already loaded"
        self.stdout.write(
            f"places {state}: {done.provinces} provinces, {done.wards} wards, "
            f"{done.former_units} former units, {done.names} names"
        )
