"""The head of the desk answers: first that it is in hand, then done or refused with a reason; once more time."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log
from registration.casework.errors import BadInput, WrongRole

from .. import law, notices
from ..errors import NotNow
from ..models import DataRequest
from ..states import NEXT, State

TOO_LATE = _("This request was answered in the meantime, so nothing was done. Look at it again.")


def take_in_hand(request: DataRequest, actor: User, *, words: str, now: datetime | None = None) -> DataRequest:
    """The first answer: it is being handled. `words` are for the person. Raises BadInput, NotNow, WrongRole."""
    with _locked(request, actor) as locked:
        _need("answer", words)
        return _set(locked, State.IN_HAND, actor, now or timezone.now(), first_answer=words.strip())


def grant(request: DataRequest, actor: User, *, words: str, now: datetime | None = None) -> DataRequest:
    """Done; `words` say what was done. Raises BadInput, NotNow, WrongRole."""
    with _locked(request, actor) as locked:
        _need("answer", words)
        moment = now or timezone.now()
        return _set(locked, State.GRANTED, actor, moment, answer=words.strip(), answered_at=moment)


def refuse(request: DataRequest, actor: User, *, reason: str, words: str, now: datetime | None = None) -> DataRequest:
    """It cannot be met, or only in part: a reason of the list, in words for the person. Raises BadInput, NotNow."""
    with _locked(request, actor) as locked:
        if reason not in law.law().refusals:
            raise BadInput("reason", _("Please choose the reason."))
        _need("answer", words)
        moment = now or timezone.now()
        return _set(
            locked,
            State.REFUSED,
            actor,
            moment,
            refusal_reason=reason,
            answer=words.strip(),
            answered_at=moment,
        )


def extend(request: DataRequest, actor: User, *, reason: str, now: datetime | None = None) -> DataRequest:
    """More time, once, with a reason of the list, before the time is over. Raises BadInput, NotNow."""
    with _locked(request, actor) as locked:
        moment = now or timezone.now()
        if reason not in law.law().extensions:
            raise BadInput("extension", _("Please choose why more time is needed."))
        if not locked.is_open or locked.extended_at:
            raise NotNow(_("More time can be taken once only."))
        if moment > locked.due_at:
            raise NotNow(_("The time is over: it can no longer be extended."))
        due = law.law().extension.due(locked.due_at)
        changes = {"due_at": due, "extended_at": moment, "extension_reason": reason}
        if locked.state == State.ASKED:  # saying so is the first answer
            changes |= {"state": State.IN_HAND, "first_answered_at": moment, "answered_by": actor}
        return _save(locked, "extended", actor, changes)


@contextmanager
def _locked(request: DataRequest, actor: User) -> Iterator[DataRequest]:
    """The request's row, locked, if `actor` heads the desk that answers it today."""
    with transaction.atomic():
        locked = DataRequest.objects.select_for_update(of=("self",)).select_related("registration").get(pk=request.pk)
        if not DataRequest.objects.visible_to(actor).filter(pk=locked.pk).exists():
            raise WrongRole(_("Your role at this ward does not allow this step."))
        yield locked


def _need(field: str, words: str) -> None:
    if not words.strip():
        raise BadInput(field, _("Please write a few words for the person."))


def _set(locked: DataRequest, to: State, actor: User, now: datetime, **fields: Any) -> DataRequest:
    if to not in NEXT[locked.state]:
        raise NotNow(TOO_LATE)
    fields |= {"state": to, "answered_by": actor}
    if locked.first_answered_at is None:
        fields["first_answered_at"] = now
    return _save(locked, str(to), actor, fields)


def _save(locked: DataRequest, what: str, actor: User, fields: dict[str, Any]) -> DataRequest:
    """Write the fields, tell the person by a neutral message, note it; the caller holds the lock."""
    for name, value in fields.items():
        setattr(locked, name, value)
    locked.save(update_fields=list(fields))
    notices.tell(locked, what)
    log.record(
        actor,
        f"right.{what}",
        "registration",
        str(locked.registration_id),
        detail={
            "ward": locked.registration.ward_id,
            "right": locked.kind,
            "reason": locked.refusal_reason or locked.extension_reason,
        },
    )
    return locked
