"""`python manage.py welcome`: what `make run` prints once the portal is up."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from portal.accounts.models import User


class Command(BaseCommand):
    """Prints the address, the demo accounts and how to get their codes."""

    help = "Print where the portal is and who may sign in to the demo."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"\nĐường Về is ready: {settings.PUBLIC_URL}/\n\n")
        if not settings.DEMO:
            return
        self.stdout.write(f"Staff sign in at    {settings.PUBLIC_URL}/staff/   (password of all: duong-ve-demo)\n")
        users = User.objects.filter(is_demo=True).order_by("id").prefetch_related("postings")
        for user in users:
            roles = ", ".join(f"{posting.role} {posting.ward_id or ''}".strip() for posting in user.postings.all())
            self.stdout.write(f"  {user.email:<34}{roles}\n")
        self.stdout.write("One-time code       .venv/bin/python manage.py staff_code EMAIL\n")
        self.stdout.write(f"The phone screen    {settings.PUBLIC_URL}/demo/phone/\n")
        self.stdout.write("Stop with Ctrl-C.\n\n")
