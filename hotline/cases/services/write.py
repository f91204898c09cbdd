"""Messages between the person and their counsellor: numbered under the row's lock, a repeat changes nothing."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from hotline.cases.errors import Ended
from hotline.cases.models import Case, CaseMessage
from hotline.cases.promise import promise
from hotline.cases.states import Author, State
from hotline.conversations import todo
from hotline.conversations.errors import BadFrame
from hotline.conversations.text import clean_body, clean_client_id
from hotline.line.facts import line
from portal.audit.log import record


def write(case_id: uuid.UUID, author: Author, client_id: object, body: object, sender: Any = None) -> CaseMessage:
    """Store one message. A person's becomes a task of the counsellor, a counsellor's settles it.

    Raises BadFrame, TooLong, Ended. The same `client_id` with the same words answers the message that is there."""
    text, key = clean_body(body), clean_client_id(client_id)
    with transaction.atomic():
        case = Case.objects.select_for_update().filter(pk=case_id).first()
        if case is None or case.state != State.OPEN:
            raise Ended
        earlier = CaseMessage.objects.filter(case=case, client_id=key).first()
        if earlier is not None:
            if (earlier.author, earlier.body) != (author, text):
                raise BadFrame
            return earlier
        now = timezone.now()
        case.last_seq += 1
        case.last_activity_at = now
        message = CaseMessage.objects.create(
            case=case, seq=case.last_seq, author=author, sender=sender, body=text, client_id=key, at=now
        )
        if author == Author.PERSON:
            case.person_read_seq = message.seq
            todo.ask(todo.Todo("case", _key(case), _due(now), user=case.counsellor, path=path_of(case)))
        else:
            case.counsellor_read_seq = message.seq
            todo.settle(_key(case), sender)
            record(sender, "case.write", "case", str(case.pk))
        case.save(update_fields=["last_seq", "last_activity_at", "person_read_seq", "counsellor_read_seq"])
    return message


def seen(case: Case, author: Author) -> None:
    """The person (or the counsellor) has the newest message on the screen."""
    field = "person_read_seq" if author == Author.PERSON else "counsellor_read_seq"
    if getattr(case, field) < case.last_seq:
        Case.objects.filter(pk=case.pk, **{f"{field}__lt": case.last_seq}).update(**{field: case.last_seq})


def path_of(case: Case) -> str:
    """The staff page of the case."""
    return reverse("cases:case", args=[case.pk])


def settle(case: Case, user: Any) -> None:
    """What waited to be answered needs no answer any more."""
    todo.settle(_key(case), user)


def _key(case: Case) -> str:
    return f"case:{case.pk}"


def _due(now: datetime) -> datetime:
    """The promised hours after it, counted while somebody is there."""
    start = line().opens_at(now) or now
    due = start + timedelta(hours=promise().answer_hours)
    return line().opens_at(due) or due
