"""The drafts of an officer: found by the officer alone, kept as long as a citizen's, for wards of today's postings."""

from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Min
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, Posting, User
from portal.audit import log
from portal.calendar.deadlines import VIETNAM
from portal.places.models import Ward
from registration.intake import drafts
from registration.intake.drafts import NoDraft
from registration.intake.models import Draft, DraftQuerySet
from registration.intake.steps import Step

__all__ = ["NoDraft", "begin", "discard", "load", "of", "own_ward", "write"]

OTHER_WARD = _(
    "This person lives in another ward (%(ward)s), so you cannot receive them here. Tell them where that desk is, or "
    "let them prepare the form on the portal."
)


def begin(user: User, origin: str, paper_received_at: datetime | None = None) -> Draft:
    """An empty draft of this officer."""
    draft = drafts.begin(clerk=user, origin=origin, paper_received_at=paper_received_at).draft
    log.record(user, "registration.enter", "draft", str(draft.pk), detail={"origin": origin})
    return draft


def of(user: User) -> DraftQuerySet:
    """The officer's living drafts, newest first: only those begun since they serve a ward where they are posted today.

    With the posting the drafts end at once, whatever time they had left; a renewed posting at the same ward keeps them.
    """
    here = Posting.objects.filter(user=user, role__in=POLICE_DESK, ward__in=user.wards_today(*POLICE_DESK))
    since = here.aggregate(first=Min("starts_on"))["first"]
    if since is None:
        return Draft.objects.none()
    begun = datetime.combine(since, time.min, VIETNAM)
    return Draft.objects.living().filter(clerk=user, started_at__gte=begun).order_by("-active_at")


def load(user: User, pk: UUID, *, lock: bool = False) -> Draft:
    """One of them; `lock` locks its row. Raises NoDraft, also for another officer's."""
    found = of(user).filter(pk=pk)
    draft = (found.select_for_update() if lock else found).first()
    if draft is None:
        raise NoDraft
    return draft


def own_ward(user: User, code: str) -> bool:
    """Whether the officer's police desk serves the ward today."""
    return user.wards_today(*POLICE_DESK).filter(pk=code).exists()


def other_ward(user: User, answers: dict[str, Any]) -> str:
    """Words where the residence is not at this officer's desk, else empty."""
    code = answers.get("residence_ward") or ""
    if not code or own_ward(user, code):
        return ""
    ward = Ward.objects.select_related("province").get(code=code)
    return str(OTHER_WARD) % {"ward": f"{ward.official_name}, {ward.province.official_name}"}


def write(user: User, pk: UUID, step: Step, answers: dict[str, Any], pending: dict[str, list[str]]) -> Draft:
    """Save one step of the officer's draft under its row lock. Raises NoDraft."""
    with transaction.atomic():
        return drafts.write_step(load(user, pk, lock=True), step, answers, pending)


def discard(user: User, pk: UUID) -> None:
    """Erase a draft with its files."""
    if drafts.erase_all(of(user).filter(pk=pk)):
        log.record(user, "registration.enter-discarded", "draft", str(pk), detail={})
