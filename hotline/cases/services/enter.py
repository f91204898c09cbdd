"""The person comes in: with code and PIN, the first time with code and setup code. Whatever is wrong, the answer is
the same and takes as long; tries are counted by page and by network, also for pages that do not exist."""

import hashlib
import secrets
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from hotline.cases.errors import WaitFirst, WrongEntry
from hotline.cases.models import Case
from hotline.cases.pins import fits, good_pin, hashed
from hotline.cases.promise import promise
from hotline.cases.services.begin import setup_index, sign_index
from hotline.cases.states import State
from hotline.conversations.short_codes import read_code
from portal.privacy import throttle

_SEEN = timedelta(minutes=1)
_MANY_PER_NETWORK = 40


def enter(sign: str, pin: str, network: str) -> str:
    """A fresh secret for this browser; an earlier browser is out. Raises WrongEntry, WaitFirst."""
    index = _count(sign, network)
    found = Case.objects.filter(sign_index=index).exclude(state=State.ERASED).first()
    works = found is not None and found.wrong_pins < promise().most_wrong
    if not fits(pin, found.pin_hash if found and works else ""):
        Case.objects.filter(sign_index=index, wrong_pins__lt=promise().most_wrong).update(
            wrong_pins=F("wrong_pins") + 1
        )
        raise WrongEntry
    with transaction.atomic():
        locked = (
            Case.objects.select_for_update().filter(sign_index=index, pin_hash=found.pin_hash if found else "").first()
        )
        if locked is None:  # erased, or another PIN, in this very moment
            raise WrongEntry
        secret = _let_in(locked)
        locked.save(update_fields=["secret_hash", "secret_since", "secret_seen_at", "wrong_pins"])
    _well_done(index, network)
    return secret


def choose_pin(sign: str, setup: str, pin: str, network: str) -> str:
    """The first entry, or a new PIN for a forgotten one: the setup code works once. Raises BadPin, WrongEntry,
    WaitFirst."""
    good = good_pin(pin)
    index = _count(sign, network)
    typed, new_hash = setup_index(read_code(setup) or "-"), hashed(good)
    with transaction.atomic():
        found = Case.objects.select_for_update().live().filter(sign_index=index).first()
        right = constant_time_compare(typed, found.setup_hash if found else "x" * 64)
        if not right or found is None or found.setup_until is None or found.setup_until < timezone.now():
            raise WrongEntry
        found.pin_hash, found.setup, found.setup_hash, found.setup_until = new_hash, "", "", None
        found.state = State.OPEN
        secret = _let_in(found)
        found.save()
    _well_done(index, network)
    return secret


def change_pin(case: Case, old: str, new: str) -> None:
    """Another PIN, by who knows the old one. Raises BadPin, WrongEntry, WaitFirst."""
    good = good_pin(new)
    if _waits(case.sign_index or ""):
        raise WaitFirst
    if not fits(old, case.pin_hash):
        raise WrongEntry
    Case.objects.filter(pk=case.pk).update(pin_hash=hashed(good))
    throttle.forget("case.sign", case.sign_index or "")


def case_of(secret: str, now: datetime | None = None) -> Case | None:
    """The page that this browser is in; None after a pause that is too long, and for an erased page."""
    if not secret or len(secret) > 100:
        return None
    moment, known = now or timezone.now(), promise()
    case = Case.objects.filter(secret_hash=_hash(secret)).exclude(state=State.ERASED).first()
    if case is None or case.secret_seen_at is None or case.secret_since is None:
        return None
    pause, whole = moment - case.secret_seen_at, moment - case.secret_since
    if pause > timedelta(minutes=known.visit_minutes) or whole > timedelta(hours=known.visit_hours):
        return None
    if pause > _SEEN:
        Case.objects.filter(pk=case.pk).update(secret_seen_at=moment)
    return case


def leave(case: Case) -> None:
    """This browser is out."""
    Case.objects.filter(pk=case.pk).update(secret_hash=None, secret_since=None, secret_seen_at=None)


def _count(sign: str, network: str) -> str:
    """Count a try; the index of the code that was typed (of nothing where it can be none)."""
    index = sign_index(read_code(sign) or "-")
    waits = throttle.attempt("case.network", network, free=_MANY_PER_NETWORK)
    if waits or _waits(index):
        raise WaitFirst
    return index


def _waits(index: str) -> bool:
    """Count a try at one code; whether it comes too soon."""
    return throttle.attempt("case.sign", index, free=promise().free_tries, first_s=promise().first_wait_s) > 0


def _well_done(index: str, network: str) -> None:
    throttle.forget("case.sign", index)
    throttle.give_back("case.network", network)


def _let_in(case: Case) -> str:
    secret = secrets.token_urlsafe(32)
    case.secret_hash = _hash(secret)
    case.secret_since = case.secret_seen_at = timezone.now()
    case.wrong_pins = 0
    return secret


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
