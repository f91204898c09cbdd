"""STOP and START: who wants no SMS from us.

Words are matched whole and exactly, bare or with their own diacritics. They are not folded: `đúng` ("right"), `dùng`
("use") and `Huy` with a tone of its own would all fold to a word that means "stop".
"""

import unicodedata

from portal.privacy.index import blind_index
from portal.sms.models import InboundMessage, OptOut

STOP_WORDS = frozenset({"stop", "tu choi", "từ chối", "dung", "dừng", "huy", "hủy", "huỷ"})
START_WORDS = frozenset({"start"})

_TRIM = " \t\r\n.,;:!?\"'()[]“”‘’…-"


def kind(text: str, told: str = "") -> InboundMessage.OptOut:
    """What `text` asks for. `told` is the gateway's own reading (`STOP`, `START`), which counts too."""
    word = " ".join(unicodedata.normalize("NFC", text).casefold().split()).strip(_TRIM)
    if word in STOP_WORDS or told == "STOP":
        return InboundMessage.OptOut.STOP
    if word in START_WORDS or told == "START":
        return InboundMessage.OptOut.START
    return InboundMessage.OptOut.NONE


def _index(number: str) -> str:
    return blind_index(number, "sms.opt_out")


def add(number: str, told_by: str = "person") -> None:
    """Remember that `number` (E.164) wants nothing more."""
    OptOut.objects.get_or_create(number_index=_index(number), defaults={"told_by": told_by})


def lift(number: str) -> None:
    """Only START, or the person's explicit consent, leads here; an ordinary text never does."""
    OptOut.objects.filter(number_index=_index(number)).delete()


def applies(number: str) -> bool:
    """Whether nothing may be sent to `number`."""
    return OptOut.objects.filter(number_index=_index(number)).exists()
