"""`manage.py staff_code EMAIL`: the present one-time code of a demo account."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.demo_codes import NotADemoAccount, demo_code


class Command(BaseCommand):
    help = "Print the one-time code that a demo account's sign-in accepts now. Refuses outside a demonstration."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        try:
            self.stdout.write(demo_code(email))
        except NotADemoAccount:
            raise CommandError("Only for the accounts of a demonstration (DEMO=true).") from None
