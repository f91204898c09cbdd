"""Typesets a form: data as JSON into a typst template, PDF out. The same data give the same bytes.

Only our own font is used and nothing is fetched; words of a person stay strings (`layout.typ` says why). The font is
read once for each process: a form then takes a few milliseconds.
"""

import json
import re
from functools import cache
from typing import Any

import typst

from portal.ui.fonts import pdf_font_dir

from .editions import CURRENT, folder

# Signs that no paper shows: control characters, and halves of letters that are no text at all.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
# A run without a space may break after so many signs, so that no word leaves the page.
_LONG_RUN = re.compile(r"(\S{28})(?=\S)")


def typeset(template: str, data: dict[str, Any], edition: str = CURRENT) -> bytes:
    """The PDF of `template` ("paper") with `data`. Raises NoSuchForm, and FontsNotBuilt before the first build."""
    root = folder(edition)
    pdf: bytes = typst.Compiler(root=str(root), font_paths=_fonts(str(pdf_font_dir()))).compile(  # type: ignore[assignment]
        str(root / f"{template}.typ"),
        format="pdf",
        sys_inputs={"data": json.dumps(printable(data), ensure_ascii=False)},
    )
    return pdf


def printable(value: Any) -> Any:
    """The same data with every string fit for paper."""
    if isinstance(value, dict):
        return {key: item if key == "qr" else printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return _LONG_RUN.sub("\\1\u200b", plain(value)) if isinstance(value, str) else value


def plain(text: str) -> str:
    """The text without signs that no paper shows."""
    return _UNPRINTABLE.sub(" ", text)


@cache
def _fonts(directory: str) -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[directory])
