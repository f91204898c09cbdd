"""`python manage.py work`: the job worker (procrastinate)."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser


class Command(BaseCommand):
    """Runs jobs until it is told to stop."""

    help = "Run the job worker until SIGTERM or Ctrl-C."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--queue", help="Only these queues, comma-separated.")

    def handle(self, *args: Any, **options: Any) -> None:
        queues = ["--queues", options["queue"]] if options["queue"] else []
        call_command("procrastinate", "worker", *queues)
