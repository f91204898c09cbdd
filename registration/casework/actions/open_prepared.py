"""Open a prepared dossier with the code that the person shows at the desk: the only way it becomes visible."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import POLICE_DESK, User
from portal.privacy import throttle

from .. import codes, reading
from ..desks import Desks
from ..errors import MoveRefused
from ..models import Opening, Registration
from ..states import Status

TRIES_PER_HOUR = 60


class CannotOpen(MoveRefused):
    """No dossier of this desk belongs to the code, or too many codes were tried."""

    http_status = 404


class TooManyTries(CannotOpen):
    """The officer typed too many codes within an hour."""

    http_status = 429


def open_prepared(text: str, user: User, desks: Desks, *, now: datetime | None = None) -> Registration:
    """The registration behind a code as typed or scanned, from now on visible to `user`.

    Prepared dossiers of the user's police wards; one that is visible anyway is simply found. Raises CannotOpen with
    the same words for a wrong code and for another ward's dossier.
    """
    if not throttle.allow("casework.open", str(user.pk), TRIES_PER_HOUR, 3600):
        raise TooManyTries(_("Too many codes in a short time. Please wait a while."))
    try:
        code = codes.normalise(text)
    except codes.BadCode as error:
        raise CannotOpen(
            _("This is not a code. Check it sign by sign: ten letters and digits, like DV-XXXXX-XXXXX.")
        ) from error
    with transaction.atomic():
        found = (
            Registration.objects.filter(code=code, status=Status.PREPARED, ward__in=user.wards_today(*POLICE_DESK))
            .select_for_update(of=("self",))
            .select_related("ward")
            .first()
        )
        if found:
            Opening.objects.get_or_create(registration=found, user=user, defaults={"opened_at": now or timezone.now()})
    found = found or Registration.objects.visible_to(user).select_related("ward").filter(code=code).first()
    if found is None:
        raise CannotOpen(_("No file with this code lies at your desk. It may belong to another ward, or have expired."))
    reading.note(found, user, desks, reading.OPENED)
    return found
