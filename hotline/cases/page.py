"""What the two sides of a private page show: messages, appointments, the plan, what was passed on."""

import uuid
from typing import Any

from django.utils import timezone

from hotline.cases.models import Case
from hotline.cases.promise import promise
from hotline.cases.states import Author, Meeting, State
from hotline.conversations import belongings


def content(case: Case) -> dict[str, Any]:
    """The parts of the page (five queries, whatever its length)."""
    meetings = list(case.appointments.all())
    newest = list(case.messages.order_by("-seq")[: promise().most_messages])
    return {
        "case": case,
        "letters": [(one, one.author == Author.PERSON) for one in reversed(newest)],
        "coming": [one for one in meetings if one.state == Meeting.PLANNED],
        "past": [one for one in meetings if one.state != Meeting.PLANNED],
        "plan": list(case.plan.all()),
        "things": belongings.belongings_of(case.pk),
        "is_open": case.state == State.OPEN,
        "client_id": uuid.uuid4(),
        "now": timezone.now(),
    }
