"""A signed paper keeps what it said: facts and edition are sealed when it is signed, so that a reprint is the same.

The seal is SHA-256 over edition, form and facts with a random salt that lies, encrypted, among the facts: from the seal
alone nobody can guess whose paper it is. Its first eight signs stand on the paper and in its QR, to compare.
"""

import hashlib
import json
import secrets
from typing import Any

from registration.rules.ruleset import rulesets

from ..models import Decision, Event
from ..moves import BY_NAME
from .case import numbers_of
from .editions import CURRENT, NoSuchForm, is_edition, is_there
from .facts import facts_of

SALT = "salt"
# Long before any paper is signed.
UNSIGNED = frozenset({"prepare", "file", "file-prepared", "receive"})


class SealBroken(RuntimeError):
    """What a signed paper says was changed in the database after it was signed."""


def seal(paper: Decision) -> None:
    """Keep what `paper` says now; a paper that is sealed already stays as it is."""
    if paper.printed:
        return
    key = form_of(paper)
    try:
        facts = facts_of(paper.registration, key, paper)
    except NoSuchForm:
        return
    paper.printed = facts | {SALT: secrets.token_hex(16)}
    paper.template_version = paper.template_version if is_edition(paper.template_version) else CURRENT
    paper.print_hash = _digest(paper)
    paper.save(update_fields=["printed", "template_version", "print_hash"])


def seal_papers(event: Event) -> None:
    """Seal what the move signed: a listener, so that every move that signs is covered."""
    move = BY_NAME.get(event.kind)
    if move is None or not move.forms or event.kind in UNSIGNED:
        return
    for paper in Decision.objects.filter(registration_id=event.registration_id, print_hash=""):
        paper.registration = event.registration
        seal(paper)


def opened(paper: Decision) -> dict[str, Any]:
    """What a sealed paper said. Raises SealBroken."""
    if not secrets.compare_digest(_digest(paper), paper.print_hash):
        raise SealBroken(f"paper {paper.pk}")
    return {name: said for name, said in paper.printed.items() if name != SALT}


def mark(paper: Decision) -> str:
    """The short form of the seal, as printed: 1A2B-3C4D; empty for a paper that was never sealed."""
    short = paper.print_hash[:8].upper()
    return f"{short[:4]}-{short[4:]}" if short else ""


def form_of(paper: Decision) -> str:
    """The key of the form that a paper is drawn on. Raises NoSuchForm."""
    for key in {key for rules in rulesets().values() for key in rules.forms}:
        if paper.form in numbers_of(key) and is_there(key):
            return key
    raise NoSuchForm(paper.form)


def _digest(paper: Decision) -> str:
    body = json.dumps([paper.template_version, paper.form, paper.printed], sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(body.encode("utf-8", "surrogatepass")).hexdigest()
