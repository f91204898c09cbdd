"""The person uses one of their rights, or takes the request back."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit import log
from registration.casework.errors import BadInput
from registration.casework.models import Registration
from registration.casework.states import UNSEEN

from .. import law
from ..errors import NotNow
from ..models import DataRequest
from ..states import NEXT, State

MOST = 30


def ask(registration: Registration, kind: str, text: str, *, now: datetime | None = None) -> DataRequest:
    """Asked: both clocks start. Raises BadInput for an unknown right, NotNow where the same one is open already.

    Before receipt there is nobody to ask: the person does everything alone on the tracking page.
    Source: Decree 356/2025/NĐ-CP, article 5 (the lengths are in `data/rights.toml`).
    """
    now, rules = now or timezone.now(), law.law()
    if kind not in rules.rights:
        raise BadInput("kind", _("Please choose one of the rights."))
    with transaction.atomic():
        case = Registration.objects.select_for_update(of=("self",)).get(pk=registration.pk)
        if case.status in UNSEEN or case.erased_at:
            raise NotNow(_("Nobody at the ward has your data. You can change or erase them here yourself."))
        earlier = DataRequest.objects.filter(registration=case)
        if earlier.open().filter(kind=kind).exists():
            raise NotNow(_("You have asked for this already; the answer is on its way."))
        if earlier.count() >= MOST:
            raise NotNow(_("These are very many requests. Please speak with the desk."))
        made = DataRequest.objects.create(
            registration=case,
            ward_id=case.ward_id,
            kind=kind,
            text=text.strip(),
            asked_at=now,
            first_due_at=rules.first_answer.due(now),
            due_at=rules.answer[kind].due(now),
        )
        log.record(None, "right.asked", "registration", str(case.pk), detail={"ward": case.ward_id, "right": kind})
    return made


def take_back(request: DataRequest, *, now: datetime | None = None) -> DataRequest:
    """The person no longer asks for it. Raises NotNow once it is answered."""
    with transaction.atomic():
        locked = DataRequest.objects.select_for_update().get(pk=request.pk)
        if State.TAKEN_BACK not in NEXT[locked.state]:
            raise NotNow(_("This request is answered already."))
        locked.state, locked.answered_at = State.TAKEN_BACK, now or timezone.now()
        locked.save(update_fields=["state", "answered_at"])
        log.record(None, "right.taken_back", "registration", str(locked.registration_id), detail={"right": locked.kind})
    return locked
