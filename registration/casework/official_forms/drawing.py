"""One official form of one registration as PDF: a signed paper out of what it sealed, any other as the file stands."""

from io import BytesIO
from typing import Any

import segno

from ..models import Decision, Registration
from . import sealing
from .case import Case
from .editions import CURRENT, OWN_LAYOUT, NoSuchForm, is_there, text, words
from .facts import facts_of
from .filling import filled
from .typesetting import typeset


def draw(registration: Registration, key: str, paper: Decision | None = None) -> bytes:
    """The PDF of form `key` (of the rule set's forms). Raises NoSuchForm, and SealBroken for a changed paper."""
    if not is_there(key):
        raise NoSuchForm(key)
    signed = paper or Case(registration).paper(key)
    if signed is not None and signed.printed:
        return _draw(sealing.opened(signed), signed.template_version, sealing.mark(signed))
    return _draw(facts_of(registration, key, signed), CURRENT, "")


def _draw(facts: dict[str, Any], edition: str, mark: str) -> bytes:
    shared, key = words(edition), facts["key"]
    data = facts | {
        "labels": shared["labels"],
        "footer": shared["common"]["signed_footer" if mark else "footer"],
        "mark": mark,
        "qr": qr(f"{facts['code']}#{mark.replace('-', '')}" if mark else facts["code"]),
    }
    if key in OWN_LAYOUT:
        return typeset(key, data, edition)
    return typeset("paper", data | filled(text(edition, key), facts, shared), edition)


def qr(content: str) -> str:
    """A QR as SVG."""
    out = BytesIO()
    segno.make(content, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=1)
    return out.getvalue().decode()
