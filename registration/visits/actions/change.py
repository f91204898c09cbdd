"""The one place where an appointment's state changes: guarded by the table, noted in the audit log."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from ..errors import NotNow
from ..models import Appointment
from ..states import NEXT, State

TOO_LATE = _("This visit was changed in the meantime, so nothing was done. Look at it again.")


def change(appointment: Appointment, to: State, now: datetime, actor: User | None = None, **fields: Any) -> Appointment:
    """Set the state and the named fields. The caller holds the transaction and the row's lock. Raises NotNow."""
    if to not in NEXT[appointment.state]:
        raise NotNow(TOO_LATE)
    appointment.state, appointment.changed_at = to, now
    for name, value in fields.items():
        setattr(appointment, name, value)
    appointment.save(update_fields=["state", "changed_at", *fields])
    note(appointment, f"visit.{to}", actor)
    return appointment


def note(appointment: Appointment, action: str, actor: User | None) -> None:
    """One entry of the audit log; the visit is the object, so that a code-less visit tells of no registration."""
    log.record(actor, action, "visit", str(appointment.pk), detail={"ward": appointment.ward_id})
