"""`python manage.py prepare`: bring an instance up to date: tables, places, static files; in a demo also its data."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """What every start needs and a deployment runs once per version; safe to repeat."""

    help = "Migrate, load the places, collect static files; in a demo also load its data."

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("load_places")
        call_command("collectstatic", interactive=False, verbosity=0)
        if settings.DEMO:
            call_command("demo", stdout=self.stdout)
