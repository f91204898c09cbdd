"""The daily letter: to everybody who has open warnings, how many of which step at which ward. No code, no name.

Claimed by a row before it is sent, so that a repeated or killed job sends nobody two; one that died between claim and
sending is sent by the next run. Without a mail server (docs/settings.md) nothing is sent and the staff home shows the
same numbers.
"""

import logging
from collections.abc import Iterator
from datetime import datetime, timedelta

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.accounts.models import Posting, User
from portal.places.models import Ward

from .. import clock, clock_words
from ..models import Digest
from . import beside, lists

log = logging.getLogger("registration.digest")
DIED = timedelta(minutes=10)
KEPT = timedelta(days=30)


def send_all(now: datetime) -> int:
    """Send today's letters that were not sent yet; returns how many."""
    if not settings.EMAIL_HOST and "locmem" not in settings.EMAIL_BACKEND:
        return 0
    Digest.objects.filter(day__lt=clock.today(now) - KEPT).delete()
    return sum(_send(user, now) for user in _readers(now))


def _readers(now: datetime) -> Iterator[User]:
    posted = Posting.objects.valid_on(clock.today(now)).filter(role__in=lists.READERS).values("user")
    yield from User.objects.filter(is_active=True, pk__in=posted).iterator(chunk_size=500)


def _send(user: User, now: datetime) -> bool:
    """Whether a letter went to `user` now."""
    with translation.override(user.language):
        lines = summary(user, now)
        if not lines or not (claimed := _claim(user, now)):
            return False
        letter = EmailMessage(_("Steps that fall due"), body(lines), settings.DEFAULT_FROM_EMAIL, [user.email])
        try:
            letter.send()
        except OSError:  # the mail server is away: the claim dies, and the next run tries again
            log.warning("digest_not_sent")
            return False
    claimed.sent_at = timezone.now()
    claimed.save(update_fields=["sent_at"])
    return True


def _claim(user: User, now: datetime) -> Digest | None:
    """Today's row of `user`, ours to send; None when it was sent, or somebody is just sending it."""
    day = clock.today(now)
    try:
        with transaction.atomic():
            return Digest.objects.create(user=user, day=day, claimed_at=now)
    except IntegrityError:
        taken = Digest.objects.filter(user=user, day=day, sent_at=None, claimed_at__lt=now - DIED)
        return Digest.objects.get(user=user, day=day) if taken.update(claimed_at=now) else None


def summary(user: User, now: datetime) -> list[str]:
    """One line for each ward and step."""
    counts = lists.in_short(lists.for_desks(user).values_list("ward_id", "kind"))
    late = lists.for_coordinator(user)
    codes = {ward for ward, _kind in counts} | {one.ward_id for one in late}
    wards = {ward.pk: str(ward) for ward in Ward.objects.filter(pk__in=codes)}
    lines = [
        _("%(ward)s: %(step)s – %(number)s") % {"ward": wards[ward], "step": clock_words.kind(kind), "number": number}
        for (ward, kind), number in sorted(counts.items())
    ]
    lines += [
        _("%(ward)s: %(step)s – %(number)s over, the oldest for %(hours)s hours")
        % {
            "ward": wards[one.ward_id],
            "step": clock_words.kind(one.kind),
            "number": one.count,
            "hours": int(one.over(now).total_seconds() // 3600),
        }
        for one in late
    ]
    lines += [f"{line.label} – {line.number}" for line in beside.lines(user, now)]
    return lines


def body(lines: list[str]) -> str:
    """The letter's text with the address of the page that shows the same."""
    page = settings.PUBLIC_URL.rstrip("/") + reverse("casework:warnings")
    return "\n".join([_("Good morning. These steps fall due or are over:"), "", *lines, "", page])
