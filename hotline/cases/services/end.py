"""The end of a private page: closed (it can be read for a while), erased at once, or forgotten on time."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.cases.errors import Ended
from hotline.cases.models import Case
from hotline.cases.services.write import settle
from hotline.cases.states import LIVE, State
from hotline.conversations import belongings
from hotline.conversations.models import Conversation
from portal.accounts.models import HOTLINE
from portal.audit.log import record


def close(case_id: uuid.UUID, user: Any = None) -> Case:
    """Nothing is added any more; the person can still read and erase it. `user` is the counsellor, None the person.
    Raises Ended."""
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id, state__in=LIVE).first()
        if case is None:
            raise Ended
        case.state, case.closed_at = State.CLOSED, timezone.now()
        case.save(update_fields=["state", "closed_at"])
        settle(case, user)
        if user is not None:
            record(user, "case.close", "case", str(case.pk))
    return case


def erase(case_id: uuid.UUID) -> bool:
    """Destroy every word, the code, the PIN and what was held for the person; False where it is gone already."""
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).exclude(state=State.ERASED).first()
        if case is None:
            return False
        settle(case, None)
        belongings.forget(case.pk)
        case.messages.all().delete()
        case.appointments.all().delete()
        case.plan.all().delete()
        now = timezone.now()
        case.state, case.erased_at, case.closed_at = State.ERASED, now, case.closed_at or now
        case.nickname = case.sign = case.setup = case.pin_hash = case.setup_hash = ""
        case.sign_index = case.secret_hash = case.conversation = None
        case.setup_until = case.secret_since = case.secret_seen_at = None
        case.save()
    return True


def hand_over(case: Case, supervisor: Any, to: Any) -> Case:
    """A supervisor gives the page to another counsellor. Raises Ended."""
    with transaction.atomic():
        locked = Case.objects.select_for_update().filter(pk=case.pk, state__in=LIVE).first()
        if locked is None or not to.has_role(*HOTLINE):
            raise Ended
        locked.counsellor = to
        locked.save(update_fields=["counsellor"])
        record(supervisor, "case.hand_over", "case", str(case.pk), detail={"to": to.pk})
    return locked


def let_go(conversation: Conversation) -> None:
    """Forgetter: the page goes on by itself; nothing leads from it to the forgotten conversation any more."""
    Case.objects.filter(conversation=conversation).update(conversation=None)
