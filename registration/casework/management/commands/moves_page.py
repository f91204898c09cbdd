"""Write docs/moves.md anew, from the table of moves and the rules."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from registration.casework import moves_page

FILE = Path(settings.BASE_DIR) / "docs" / "moves.md"


class Command(BaseCommand):
    help = "Write docs/moves.md from the table of moves and the rules."

    def handle(self, *args: Any, **options: Any) -> None:
        FILE.write_text(moves_page.page(), encoding="utf-8")
        self.stdout.write(str(FILE))
