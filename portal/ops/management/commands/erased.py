"""`python manage.py erased FILE`: write the list of the erased, to be given to `restore --erased`."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.ops import erased


class Command(BaseCommand):
    """Names and keys only; the worker does the same every ten minutes."""

    help = "Write the list of what was erased, for a later restore of an older backup."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        self.stdout.write(f"{file}: {erased.write(file)} erased")
