"""`python manage.py demo`: load the demo data of every room (its module `demo.py`, function `load`)."""

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Asks each room for its demo data, in the order that the rooms name; safe to repeat."""

    help = "Load the demo data set; running it again changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--size", type=float, default=0.1, help="1 = 1,000 registrations and 500 conversations.")

    def handle(self, *args: Any, **options: Any) -> None:
        names = [f"{config.name}.demo" for config in apps.get_app_configs()]
        rooms = [import_module(name) for name in names if find_spec(name)]
        for room in sorted(rooms, key=lambda module: module.ORDER):
            room.load(options["size"], self.stdout)
