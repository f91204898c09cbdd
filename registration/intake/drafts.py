"""The draft's life: begun on the crossing, saved step by step under its row lock, returned to, erased.

A save writes the fields of its own step only, so two tabs never overwrite each other. The browser holds a random token;
the database only its hash. The resume code is shown to the person and finds the draft together with an SMS code.
"""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from portal import rows
from portal.privacy.index import blind_index
from registration.casework.models import Document
from registration.intake.models import Draft, DraftQuerySet
from registration.intake.steps import Step

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8
# Django cannot read what it deletes: this is the lock, the reading and the end of a draft in one statement.
_TAKE = """
DELETE FROM intake_draft WHERE token_hash = %s AND active_at > %s - make_interval(days => kept_days)
RETURNING id, answers, pending"""
PENDING_LIMIT = 20_000  # signs kept of one refused step, so that a flood of text does not become storage


class NoDraft(Exception):
    """There is no such draft: never begun, finished, erased, or the cookie was altered."""


@dataclass(frozen=True)
class Begun:
    """A new draft and the token for the browser; the token is nowhere else."""

    draft: Draft
    token: str


def hash_token(token: str) -> str:
    """What the database knows of a browser's token."""
    return hashlib.sha256(token.encode()).hexdigest()


def finish_key(token: str) -> str:
    """The key under which this draft becomes a registration: the same browser, twice, is the same registration."""
    return f"web:{hash_token('finish:' + token)}"


def tidy_code(text: str) -> str:
    """A resume code as compared: capitals without separators."""
    return "".join(char for char in text[:40].upper() if char.isalnum())


def shown_code(draft: Draft) -> str:
    """The resume code as shown: XXXX-XXXX."""
    return f"{draft.code[:4]}-{draft.code[4:]}"


def code_index(code: str) -> str:
    """Blind index of a resume code."""
    return blind_index(tidy_code(code), "draft-code")


def phone_index(phone: str) -> str:
    """Blind index of a phone among drafts only, so that drafts and registrations cannot be joined; empty for none."""
    return blind_index(phone, "draft-phone") if phone else ""


def begin(**columns: Any) -> Begun:
    """An empty draft; `columns` are those of a clerk's one."""
    token = secrets.token_urlsafe(32)
    code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
    draft = Draft.objects.create(token_hash=hash_token(token), code=code, code_index=code_index(code), **columns)
    return Begun(draft, token)


def load(token: str, *, now: datetime | None = None, lock: bool = False) -> Draft:
    """The living draft of this browser; `lock` locks its row (inside the caller's transaction). Raises NoDraft."""
    found = Draft.objects.living(now).filter(token_hash=hash_token(token))
    draft = (found.select_for_update() if lock else found).first()
    if draft is None:
        raise NoDraft
    return draft


def take(token: str) -> Draft:
    """Erase the living draft of this browser and hand over what it held; where the caller's transaction fails, it is
    still there. Whoever takes it at the same time waits, and finds none. Raises NoDraft."""
    draft = rows.one(Draft, _TAKE, [hash_token(token), timezone.now()])
    if draft is None:
        raise NoDraft
    return draft


def save_step(token: str, step: Step, answers: dict[str, Any], pending: dict[str, list[str]]) -> Draft:
    """Write one step: `answers` replace that step's answers, `pending` is kept for showing again. Raises NoDraft.

    A field that is pending keeps its last valid answer out of the draft: an old value must not be filed instead.
    """
    with transaction.atomic():
        return write_step(load(token, lock=True), step, answers, pending)


def write_step(draft: Draft, step: Step, answers: dict[str, Any], pending: dict[str, list[str]]) -> Draft:
    """The same for a draft whose row the caller has locked."""
    kept = {name: value for name, value in draft.answers.items() if name not in step.fields}
    draft.answers = kept | answers
    draft.pending = {slug: words for slug, words in draft.pending.items() if slug != step.slug}
    if pending and sum(len(word) for words in pending.values() for word in words) <= PENDING_LIMIT:
        draft.pending[step.slug] = pending
    draft.phone_index = phone_index(str(draft.answers.get("phone") or ""))
    draft.active_at, draft.reminded_at = timezone.now(), None
    draft.save(update_fields=["answers", "pending", "phone_index", "active_at", "reminded_at"])
    return draft


def keep_longer(token: str, days: int, remind: bool) -> Draft:
    """How long this browser's draft is kept, and whether an SMS warns before it goes. Raises NoDraft."""
    with transaction.atomic():
        draft = load(token, lock=True)
        draft.kept_days = days if days in Draft.Kept.values else draft.kept_days
        draft.remind = remind and bool(draft.answers.get("phone"))
        draft.active_at, draft.reminded_at = timezone.now(), None
        draft.save(update_fields=["kept_days", "remind", "active_at", "reminded_at"])
    return draft


def find_by_code(code: str, phone: str) -> Draft | None:
    """The living draft with this resume code whose own phone is `phone` (E.164)."""
    draft = Draft.objects.living().filter(code_index=code_index(code), clerk=None).first()
    if draft is None or draft.answers.get("phone") != phone:
        return None
    return draft


def hand_over(draft_id: str) -> str:
    """A new token for another browser after the SMS code was right; the old browser's token ends. Raises NoDraft."""
    token = secrets.token_urlsafe(32)
    living = Draft.objects.living().filter(pk=draft_id)
    changed = living.update(token_hash=hash_token(token), active_at=timezone.now(), reminded_at=None)
    if not changed:
        raise NoDraft
    return token


def erase(token: str) -> None:
    """Erase this browser's draft and its files; nothing happens where there is none."""
    erase_all(Draft.objects.filter(token_hash=hash_token(token)))


def others_of_phone(draft: Draft) -> DraftQuerySet:
    """Other living drafts with the same phone. Only for who has just proved that phone by an SMS code."""
    found = Draft.objects.living().filter(phone_index=draft.phone_index, clerk=None).exclude(pk=draft.pk)
    return found if draft.phone_index else found.none()


def erase_all(found: DraftQuerySet) -> int:
    """Erase drafts with their files; how many there were."""
    with transaction.atomic():
        ids = list(found.select_for_update().values_list("pk", flat=True))
        Document.objects.filter(draft_ref__in=ids, registration=None).delete()
        Draft.objects.filter(pk__in=ids).delete()
    return len(ids)
