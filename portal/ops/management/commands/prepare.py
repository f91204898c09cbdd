"""`python manage.py prepare`: bring an instance up to date: tables, places, static files; in a demo also its data."""

import hashlib
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """What every start needs and a deployment runs once per version; safe to repeat, and quick the second time."""

    help = "Migrate, load the places, collect static files; in a demo also load its data."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_places", stdout=self.stdout)
        call_command("cms_foundation", stdout=self.stdout)  # home pages, groups, workflow
        self._collect_static()
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)

    def _collect_static(self) -> None:
        """Collecting hashes and compresses every file: only where one has changed since."""
        stamp, seen = Path(settings.STATIC_ROOT) / ".collected", _fingerprint()
        if stamp.exists() and stamp.read_text() == seen:
            return
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(seen)


def _fingerprint() -> str:
    """A digest of the name, size and age of every static file."""
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in sorted(finder.list([]), key=lambda found: found[0]):
            status = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\n".encode())
    return digest.hexdigest()
