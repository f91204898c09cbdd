"""Save a new state of one part of the line, or bring back what stood before a change. Nothing is ever overwritten."""

from typing import Any

from django.db import IntegrityError, transaction

from hotline.line.checks import check
from hotline.line.errors import Refused, Stale, Unchanged
from hotline.line.models import Edition
from hotline.line.parts import Part
from hotline.line.stored import forget, shipped
from portal.audit.log import record


def newest(part: str) -> Edition | None:
    """The edition that counts; None where the part is as it came with the portal."""
    found: Edition | None = Edition.objects.of(part).first()
    return found


def number_now(part: str) -> int:
    """The number of the edition that counts; 0: as it came with the portal. Forms carry it as `seen`."""
    edition = newest(part)
    return edition.number if edition else 0


def content_of(part: str, number: int) -> dict[str, Any]:
    """What edition `number` said; 0: as it came with the portal. Raises Edition.DoesNotExist."""
    saved = Edition.objects.get(part=part, number=number).content if number else None
    return shipped(part) | (saved or {})


def change(part: str, actor: Any, content: dict[str, Any], seen: int, why: str = "") -> Edition:
    """Save `content` as the newest edition of `part`. `seen`: the edition that the editor had before the eyes.

    Raises Stale, Unchanged, NotAllowed."""
    check(part, content)
    if content == content_of(part, number_now(part)):
        raise Unchanged
    return _save(part, actor, content, seen, why=why)


def take_back(part: str, actor: Any, number: int, seen: int) -> Edition:
    """Bring back what stood before edition `number`. Raises Edition.DoesNotExist, Stale, Unchanged, NotAllowed."""
    taken = Edition.objects.get(part=part, number=number)
    before = content_of(part, number - 1)
    check(part, before)
    if before == content_of(part, number_now(part)):
        raise Unchanged
    return _save(part, actor, before if number > 1 else None, seen, took_back=taken)


def _save(
    part: str,
    actor: Any,
    content: dict[str, Any] | None,
    seen: int,
    *,
    why: str = "",
    took_back: Edition | None = None,
) -> Edition:
    try:
        with transaction.atomic():
            if number_now(part) != seen:
                raise Stale
            edition = Edition.objects.create(
                part=part, number=seen + 1, content=content, by=actor, why=why, took_back=took_back
            )
            verb = "line.taken_back" if took_back else "line.changed"
            record(actor, verb, "line", f"{Part(part).value}/{edition.number}")
    except IntegrityError as error:  # two saved in the same moment: the other one was first
        raise Stale from error
    transaction.on_commit(forget)
    forget()
    return edition


__all__ = ["Refused", "change", "content_of", "newest", "number_now", "take_back"]
