"""`python manage.py cms_foundation`: lay what the content wing stands on; safe to repeat."""

from typing import Any

from django.core.management.base import BaseCommand

from cms.foundation import lay


class Command(BaseCommand):
    """Languages, homes, groups, workflow, numbers, legal library."""

    help = "Lay the homes, groups, workflow, help numbers and legal library of the content wing."

    def handle(self, *args: Any, **options: Any) -> None:
        home = lay()
        self.stdout.write(f"home {home.pk}")
