"""Typesets a form: data as JSON into a typst template, PDF out. The same data give the same bytes.

Only our own font is used and nothing is fetched; words of a person stay strings (`layout.typ` says why).
"""

import json
from pathlib import Path
from typing import Any

import typst

from portal.ui.fonts import pdf_font_dir

TEMPLATES = Path(__file__).resolve().parent


class NoSuchForm(KeyError):
    """There is no template for this form number."""


def typeset(form: str, data: dict[str, Any]) -> bytes:
    """The PDF of `form` ("F20") with `data`; raises NoSuchForm, and FontsNotBuilt before the front end is built."""
    template = TEMPLATES / f"{form}.typ"
    if not form.isalnum() or not template.exists():
        raise NoSuchForm(form)
    pdf: bytes = typst.compile(
        str(template),
        root=str(TEMPLATES),
        font_paths=[str(pdf_font_dir())],
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    return pdf
