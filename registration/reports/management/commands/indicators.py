"""`manage.py indicators`: the catalogue of `docs/reports.md`, made from the data."""

from typing import Any

from django.core.management.base import BaseCommand

from registration.reports.catalogue import catalogue


class Command(BaseCommand):
    help = "Print the catalogue of figures as it stands in docs/reports.md."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(catalogue())
