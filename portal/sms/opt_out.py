"""STOP and START: who wants no SMS from us. The words are data (`data/opt_out.toml`), matched as the whole text."""

import tomllib
import unicodedata
from functools import cache
from pathlib import Path

from django.db import transaction

from portal import rows
from portal.privacy.index import blind_index
from portal.sms import locks
from portal.sms.models import InboundMessage, OptOut

_FILE = Path(__file__).parent / "data" / "opt_out.toml"
_TRIM = " \t\r\n.,;:!?\"'()[]“”‘’…-"


@cache
def words() -> dict[str, frozenset[str]]:
    """The words that mean `stop` and `start`."""
    tables = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {kind: frozenset(unicodedata.normalize("NFC", word) for word in tables[kind]) for kind in ("stop", "start")}


def kind(text: str, told: str = "") -> InboundMessage.OptOut:
    """What `text` asks for. `told` is the gateway's own reading (`STOP`, `START`), which counts too."""
    word = " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(_TRIM)
    if word in words()["stop"] or told == "STOP":
        return InboundMessage.OptOut.STOP
    if word in words()["start"] or told == "START":
        return InboundMessage.OptOut.START
    return InboundMessage.OptOut.NONE


def _index(number: str) -> str:
    return blind_index(number, "sms.opt_out")


@transaction.atomic
def add(number: str, told_by: str = "person") -> None:
    """Remember that `number` (E.164) wants nothing more. A hand-over that has begun is waited for."""
    index = _index(number)
    locks.hold("sms.opt_out", index)
    OptOut.objects.get_or_create(number_index=index, defaults={"told_by": told_by})


def lift(number: str) -> None:
    """Only START, or the person's new and explicit consent, leads here; an ordinary text never does."""
    OptOut.objects.filter(number_index=_index(number)).delete()


def applies(number: str) -> bool:
    """Whether nothing may be sent to `number`."""
    return rows.is_there(OptOut, number_index=_index(number))


def applies_now(number: str) -> bool:
    """The same for the transaction that hands words over: a STOP that is being stored is waited for, and the next one
    waits until this transaction ends."""
    index = _index(number)
    locks.hold("sms.opt_out", index)
    return rows.is_there(OptOut, number_index=index)
