"""What a wording must be, before anybody registers it: complete, in the plain alphabet, short, and neutral."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.sms import segments
from portal.sms.templates import Template, places_in
from portal.ui.vietnamese import fold

_FILE = Path(__file__).parent / "data" / "wording_rules.toml"
LANGUAGES = ("vi", "en")


class Unfit(ValueError):
    """A wording that may not be sent; `faults` by language, in words."""

    def __init__(self, faults: dict[str, list[str]]) -> None:
        super().__init__(faults)
        self.faults = faults


@cache
def _rules() -> dict[str, Any]:
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def longest(template: Template, pattern: str) -> str:
    """`pattern` with the longest that each parameter becomes; one without an example counts as a code."""
    text = pattern
    for name in template.parameters:
        text = text.replace(f"{{{name}}}", _rules()["longest"].get(name, _rules()["longest"]["code"]))
    return text


def check(template: Template, texts: dict[str, str]) -> None:
    """Raises Unfit with everything that is wrong."""
    faults = {language: list(_faults(template, texts.get(language, ""))) for language in LANGUAGES}
    if any(faults.values()):
        raise Unfit(faults)


def _faults(template: Template, pattern: str) -> list[str]:
    if not pattern.strip():
        return [_("Write the text.")]
    found = []
    if places_in(pattern) != set(template.parameters) or re.search(r"[{}]", re.sub(r"\{\w+\}", "", pattern)):
        places = ", ".join(f"{{{name}}}" for name in template.parameters) or _("none")
        found.append(_("The text must name exactly these places: %(places)s.") % {"places": places})
    size = segments.measure(longest(template, pattern))
    if strange := sorted({char for char in pattern if not segments.is_gsm7(char)}):
        marks = " ".join(strange[:10])
        found.append(_("Write without marks and special signs; these make it longer: %(signs)s") % {"signs": marks})
    elif size.segments > template.max_segments:
        found.append(
            _("Too long: with the longest values %(units)d characters, %(segments)d texts; %(most)d may be used.")
            % {"units": size.units, "segments": size.segments, "most": template.max_segments}
        )
    if telling := _telling(pattern):
        words = ", ".join(telling)
        found.append(_("These words would tell others what it is about: %(words)s.") % {"words": words})
    return found


def _telling(pattern: str) -> list[str]:
    plain = fold(pattern)
    return [word for word in _rules()["gives_away"] if re.search(rf"\b{re.escape(word)}", plain)]
