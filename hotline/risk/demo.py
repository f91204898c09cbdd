"""Demo: one assessment that has ended, on an ended conversation of `counsellor1@demo.example`."""

from typing import Any

from hotline.conversations.models import Conversation
from hotline.conversations.states import State
from hotline.risk.models import Assessment
from hotline.risk.services.act import close, tick
from hotline.risk.services.assess import assess
from hotline.risk.states import Kind, Outcome
from portal.accounts.models import User

ORDER = 65


def load(size: float, out: Any) -> None:
    """Only where there is none yet."""
    counsellor = User.objects.filter(email="counsellor1@demo.example").first()
    talks = Conversation.objects.filter(counsellor=counsellor, state=State.CLOSED, erased_at=None)
    talk = talks.order_by("created_at").first() if counsellor else None
    if talk is not None and not Assessment.objects.exists():
        made = assess(talk.pk, counsellor, Kind.WITHDRAWAL, {"fits": "no", "alcohol": "yes"})
        tick(made.pk, counsellor, ["doctor_today", "not_alone"], "Chị gái ở cùng đến sáng.")
        close(made.pk, counsellor, Outcome.SAFER)
    out.write(f"assessments: {Assessment.objects.count()}")
