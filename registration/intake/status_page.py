"""Everything that the person's page shows: where it stands, the clock, what is asked, the visit, who looked, rights."""

from typing import Any

from django.utils import timezone

from registration.aftercare.summary import summary_for_citizen
from registration.casework import clock, tracking
from registration.casework.models import Registration
from registration.casework.states import FINAL, UNSEEN, Status
from registration.intake import answering, next_steps, receipt
from registration.rights.models import DataRequest
from registration.visits.actions.book import may_book
from registration.visits.models import Appointment

COLOURS = {
    Status.PREPARED: "grey",
    Status.COMPLETION_REQUESTED: "yellow",
    Status.NOT_ELIGIBLE: "orange",
    Status.NOT_STARTED: "orange",
    Status.STOPPED: "orange",
    Status.WITHDRAWN: "grey",
    Status.CLOSED: "green",
    Status.COMPLETED: "green",
}
READERS_AT_ONCE = 5


def page(registration: Registration, lang: str, form: answering.AnswerForm | None = None) -> dict[str, Any]:
    """The page's context; queries do not grow with what has happened."""
    now = timezone.now()
    request = answering.open_request(registration) if tracking.may_answer(registration) else None
    form = form or answering.AnswerForm(request)
    readers = tracking.readers(registration, lang)
    reading = tracking.running_clock(registration, now)
    return {
        "registration": registration,
        "now": next_steps.now(registration),
        "colour": COLOURS.get(Status(registration.status), ""),
        "clock": reading,
        "clock_bar": clock_bar(reading),
        "clock_title": next_steps.clock_title(reading.name) if reading else "",
        "timeline": tracking.timeline(registration, lang),
        "to_come": next_steps.to_come(registration, lang),
        "asked": request,
        "form": form,
        "parts": answering.parts(form, request),
        "receipt": receipt.receipt(registration, lang),
        "visit": current_visit(registration),
        "support": summary_for_citizen(registration),
        "may_book": may_book(registration),
        "readers": readers[:READERS_AT_ONCE],
        "earlier_readers": readers[READERS_AT_ONCE:],
        "data_requests": list(DataRequest.objects.filter(registration=registration).open()),
        "unseen": registration.status in UNSEEN,
        "finished": registration.status in FINAL,
        "may_withdraw": tracking.may_withdraw(registration),
    }


def current_visit(registration: Registration) -> Appointment | None:
    """The visit that is booked, or the last one that the desk had to cancel and nobody has replaced."""
    last = Appointment.objects.filter(registration=registration).order_by("-booked_at").first()
    if last is None or (last.state != "booked" and not last.cancelled_by_desk):
        return None
    return last


def clock_bar(reading: clock.Reading | None) -> dict[str, Any] | None:
    """Share and level for the bar."""
    if reading is None:
        return None
    return {"percent": reading.percent, "state": {"over": "over", "calm": ""}.get(reading.level, "near")}
