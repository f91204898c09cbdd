"""`merge_ward OLD NEW --on 2027-01-01 --basis "…"`: a ward became part of another; its files move to the new desks."""

from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.accounts.models import Posting
from portal.places.models import Ward
from registration.casework.ward_merge import CannotMerge, merge


class Command(BaseCommand):
    help = "Carry out the merger of a ward into another. Safe to run again after it was broken off."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("old", help="code of the ward that ends")
        parser.add_argument("new", help="code of the ward that takes over")
        parser.add_argument("--on", required=True, type=date.fromisoformat, help="first day of the merger")
        parser.add_argument("--basis", required=True, help="the resolution that decides it")

    def handle(self, *args: Any, **options: Any) -> None:
        wards = {ward.pk: ward for ward in Ward.objects.filter(pk__in=[options["old"], options["new"]])}
        for code in (options["old"], options["new"]):
            if code not in wards:
                raise CommandError(f"There is no ward {code}.")
        old, new = wards[options["old"]], wards[options["new"]]
        try:
            done = merge(old, new, on=options["on"], basis=options["basis"], now=timezone.now())
        except CannotMerge as refusal:
            raise CommandError(str(refusal.words)) from refusal
        self.stdout.write(f"{old} -> {new}: {done.open} open and {done.finished} finished registrations")
        left = Posting.objects.valid_on(timezone.localdate()).filter(ward=old).count()
        if left:
            self.stdout.write(f"{left} postings still name {old.pk}: give these people postings at {new.pk}.")
