"""A client hands in a registration: written once for each key, however often and however parallel it is sent.

The row of the key is inserted first; a second sender of the same key waits for that insert to be decided, and then
finds its answer. So there is no moment in which two could file.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.audit import log
from portal.places.models import Ward
from portal.privacy.index import blind_index
from registration.casework.filing import file_registration
from registration.casework.models import Registration
from registration.casework.notices import tracking_link

from ..faults import Fault, Problem
from ..form_reading import Reading, Refused, read
from ..json_body import canonical
from ..models import ApiClient, HandedIn, KeptAnswer
from ..scopes import Scope


@dataclass(frozen=True)
class Created:
    """The answer, and whether this call wrote it (201) or an earlier one with the same key did (200)."""

    answer: dict[str, Any]
    is_new: bool


def create_registration(client: ApiClient, key: str, body: dict[str, Any]) -> Created:
    """Prepare or file what `body` says, once for `key`.

    A client with `registrations:file` files unless the person said `later`; elsewhere the ward's mode and the person's
    `file_now` decide, as on the page. Raises Fault: 409 the key with another body, 422 the body cannot be taken.
    """
    key_digest = blind_index(f"{client.pk}:{key}", "api.key")
    body_digest = blind_index(canonical(body), "api.body")
    if kept := KeptAnswer.objects.filter(client=client, key_digest=key_digest).first():
        return _again(kept, body_digest)
    files = client.may(Scope.FILE)
    try:
        reading = read(
            body,
            today=timezone.localdate(),
            lang=translation.get_language() or "vi",
            file_now="yes" if files else "later",
        )
    except Refused as refused:
        raise Fault(422, *refused.problems) from refused
    return _write(client, key_digest, body_digest, reading, files=files)


@transaction.atomic
def _write(client: ApiClient, key_digest: str, body_digest: str, reading: Reading, *, files: bool) -> Created:
    now = timezone.now()
    KeptAnswer.objects.bulk_create(
        [KeptAnswer(client=client, key_digest=key_digest, body_digest=body_digest)], ignore_conflicts=True
    )
    kept = KeptAnswer.objects.select_for_update().get(client=client, key_digest=key_digest)
    if kept.registration_id:
        return _again(kept, body_digest)
    registration = file_registration(
        answers=reading.answers,
        ward=Ward.objects.get(code=reading.answers["residence_ward"]),
        finish_key=f"api:{key_digest}",
        file_now=reading.wishes_filing,
        source=Registration.Source.NATIONAL if files else Registration.Source.API,
        now=now,
        may_file=True if files else None,
    )
    if registration.created_at != now:  # the kept answer was forgotten on time, the registration is still there
        raise _key_taken()
    HandedIn.objects.create(registration=registration, client=client)
    kept.registration, kept.answer = registration, answer_of(registration)
    kept.save(update_fields=["registration", "answer"])
    log.record(None, "api.create", "registration", str(registration.pk), detail={"client": client.pk})
    return Created(kept.answer, is_new=True)


def _again(kept: KeptAnswer, body_digest: str) -> Created:
    if kept.body_digest != body_digest:
        raise _key_taken()
    return Created(kept.answer, is_new=False)


def _key_taken() -> Fault:
    message = _("This Idempotency-Key was used for another registration. Send a new key for a new one.")
    return Fault(409, Problem("Idempotency-Key", "key_taken", message))


def answer_of(registration: Registration) -> dict[str, Any]:
    """The answer of contract §4; no personal word in it."""
    return {
        "code": registration.display_code,
        "status": str(registration.status),
        "received_at": moment(registration.received_at),
        "due_at": moment(registration.due_at) if registration.received_at else None,
        "tracking_url": tracking_link(),
    }


def moment(at: datetime | None) -> str | None:
    """A time as the interface writes it: ISO 8601 with Vietnam's offset."""
    return timezone.localtime(at).isoformat(timespec="seconds") if at else None
