"""Photos: checked, written anew, sealed. Until the form is sent they wait for their browser: an error loses none."""

import hashlib
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from hotline.feedback.models import Photo
from portal.privacy.uploads.checking import MAX_FILES, BadFile, checked

WAITS = timedelta(hours=2)
"""How long a photo of a form that was never sent is kept."""


def holder_of(secret: str) -> str:
    """What is stored of a browser's secret."""
    return hashlib.sha256(secret.encode()).hexdigest()


def waiting(secret: str) -> list[Photo]:
    """The photos of the form that this browser is writing, without their content."""
    if not secret:
        return []
    return list(Photo.objects.filter(holder=holder_of(secret), ticket=None).defer("content"))


def keep(secret: str, files: list[Any]) -> list[BadFile]:
    """Keep what can be kept, sealed, for this browser's form; the others come back with their reasons."""
    bad: list[BadFile] = []
    for file in files:
        try:
            _keep_one(holder_of(secret), file)
        except BadFile as error:
            bad.append(error)
    return bad


def remove(secret: str, photo: str) -> None:
    """Take one photo out of the form again."""
    for one in waiting(secret):
        if str(one.pk) == photo:
            one.delete()


def forget_unsent(now: datetime, dry_run: bool = False) -> int:
    """Delete photos of forms that were never sent."""
    old = Photo.objects.filter(ticket=None, at__lt=now - WAITS)
    return old.count() if dry_run else old.delete()[0]


def _keep_one(holder: str, file: Any) -> None:
    good = checked(file.name or "", file.read())
    with transaction.atomic():
        with connection.cursor() as cursor:  # uploads at once count one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"feedback:{holder}"])
        if Photo.objects.filter(holder=holder, ticket=None).count() >= MAX_FILES:
            raise BadFile("too_many", good.name)
        Photo.objects.create(
            holder=holder,
            content=good.content,
            content_type=good.content_type,
            size=len(good.content),
            at=timezone.now(),
        )
