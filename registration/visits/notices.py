"""SMS about a visit: registered neutral texts, only where the person agreed to text messages."""

from contextlib import suppress

from portal.calendar.deadlines import VIETNAM
from portal.sms import outbox
from portal.sms.phones import BadPhone
from registration.casework import codes
from registration.casework.notices import tracking_link

from .models import Appointment


def confirm(appointment: Appointment) -> None:
    """The visit is booked or moved: code and link, no time and place, which stand behind the link."""
    _send(appointment, "appointment", f"visit:{appointment.pk}:booked")


def changed(appointment: Appointment) -> None:
    """The desk had to cancel it: the same words, look there."""
    _send(appointment, "appointment", f"visit:{appointment.pk}:cancelled")


def remind(appointment: Appointment) -> None:
    """The day before."""
    time = appointment.starts_at.astimezone(VIETNAM).strftime("%H:%M %d/%m")
    _send(appointment, "appointment_reminder", f"visit:{appointment.pk}:reminder", time=time)


def _send(appointment: Appointment, template: str, key: str, **more: str) -> None:
    registration = appointment.registration
    if not registration.sms_allowed or not registration.phone:
        return
    with suppress(BadPhone):  # a number that cannot be reached must not stop the booking
        outbox.send(
            registration.phone,
            template,
            {"code": codes.display(registration.code), "link": tracking_link(), **more},
            dedupe_key=key,
            reference=f"registration:{registration.pk}",
        )
