"""Break-glass: a provincial coordinator reads one file of a ward in an emergency, and everybody concerned is told.

It takes a written reason, ends by itself, opens nothing but reading, and stands in the audit log, on the file, on the
ward's inbox until the chief has taken note, and on the list of readers that the citizen sees.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Role, User
from portal.audit import log
from portal.privacy import throttle

from . import codes
from .desks import Desks
from .errors import BadInput, MoveRefused, WrongRole
from .models import BreakGlass, Registration
from .states import POLICE_DESK_SEES

LASTS = timedelta(hours=1)
SHORTEST_REASON = 20
TRIES_A_DAY = 20
BROKEN, NOTED = "registration.break_glass", "registration.break_glass_noted"


class TooOften(MoveRefused):
    """More break-glass than any emergency explains."""

    http_status = 429


def break_glass(code: str, reason: str, user: User, desks: Desks, *, now: datetime | None = None) -> Registration:
    """The file of `code` in the province of `user`, readable for `LASTS` from now on.

    Raises BadInput with the same words for a wrong code, another province's file and one that no desk has received.
    """
    now = now or timezone.now()
    if not throttle.allow("casework.break_glass", str(user.pk), TRIES_A_DAY, 86400):
        raise TooOften(_("Too many files in one day. If this is an emergency, call the ward's desk."))
    if len(reason.strip()) < SHORTEST_REASON:
        raise BadInput("reason", _("Write the reason in a full sentence: the ward and the auditors read it."))
    try:
        signs = codes.normalise(code)
    except codes.BadCode:
        signs = ""
    with transaction.atomic():
        found = (
            Registration.objects.select_related("ward")
            .filter(
                code=signs,
                ward__province__in=desks.provinces,
                status__in=POLICE_DESK_SEES,
                received_at__isnull=False,
                erased_at=None,
            )
            .first()
        )
        if found is None:
            raise BadInput("code", _("No file with this code has been received in your province."))
        opened = BreakGlass.objects.create(
            registration=found, user=user, reason=reason.strip(), opened_at=now, until=now + LASTS
        )
        detail = {"ward": found.ward_id, "number": opened.pk, "until": opened.until}
        log.record(user, BROKEN, "registration", str(found.pk), detail=detail)
    return found


def of(registration: Registration) -> QuerySet[BreakGlass]:
    """Every break-glass of the file, newest first."""
    return registration.break_glass.select_related("user")


def unseen(desks: Desks) -> list[BreakGlass]:
    """What the desks of these wards have not yet taken note of."""
    found = BreakGlass.objects.filter(registration__ward__in=desks.roles, seen_at=None, registration__erased_at=None)
    return list(found.select_related("registration__ward", "user")[:10])


def take_note(number: int, user: User, desks: Desks, *, now: datetime | None = None) -> BreakGlass | None:
    """The chief of the police desk has seen it; None where there is nothing to note. Raises WrongRole for others."""
    with transaction.atomic():
        found = (
            BreakGlass.objects.select_for_update(of=("self",))
            .select_related("registration")
            .filter(pk=number, registration__ward__in=desks.roles, seen_at=None)
            .first()
        )
        if found is None:
            return None
        ward = found.registration.ward_id
        if Role.POLICE_CHIEF not in desks.at(ward):
            raise WrongRole(_("The chief of the desk takes note of this."))
        found.seen_at, found.seen_by = now or timezone.now(), user
        found.save(update_fields=["seen_at", "seen_by"])
        log.record(user, NOTED, "registration", str(found.registration_id), detail={"ward": ward, "number": found.pk})
    return found
