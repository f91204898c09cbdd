"""The figures as an XLSX workbook: figures, breakdowns, definitions. Words are never formulas.

A cell that begins with =, +, - or @ is run as a formula by spreadsheet programs, also out of words that somebody typed;
so every word is written as text and marked as such.
"""

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from . import content
from .figures import ORIGINS

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
WIDEST = 70


def workbook(stored: Mapping[str, Any], *, title: str, facts: list[tuple[str, str]], note: str = "") -> bytes:
    """`stored` as `content.py` makes it; `facts` are the lines under the title (area, period, state …)."""
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = pgettext("sheet of a workbook", "Figures")
    _write(sheet, [[title]], bold=True)
    _write(sheet, [list(one) for one in facts])
    if note:
        _write(sheet, [[_("Assessment, difficulties, proposals"), note]])
    heads = [
        pgettext("report", "Figure"),
        pgettext("report", "Value"),
        pgettext("report", "Behind it"),
        pgettext("report", "A year before"),
        pgettext("report", "Target"),
        pgettext("report", "Where it comes from"),
    ]
    for group, lines in content.lines(stored):
        _write(sheet, [[], [group]], bold=True)
        _write(sheet, [heads], bold=True)
        for line in lines:
            origin = str(ORIGINS[line.origin]) + (f" ({line.note})" if line.note else "")
            if line.police_data:
                origin += ", " + _("data of the police")
            _write(sheet, [[line.label, line.value, line.behind, line.before, line.target, origin]])
    for breakdown in content.breakdowns(stored):
        part = book.create_sheet(_("By %(what)s") % {"what": breakdown.title})
        _write(part, [["", *breakdown.heads]], bold=True)
        _write(part, [[label, *numbers] for label, numbers in breakdown.rows])
        _fit(part)
    words = book.create_sheet(pgettext("sheet of a workbook", "Definitions"))
    _write(
        words,
        [[pgettext("report", "Figure"), pgettext("report", "Definition"), pgettext("report", "Source")]],
        bold=True,
    )
    for _group, lines in content.lines(stored):
        _write(words, [[line.label, line.definition, line.source] for line in lines])
    for part in (sheet, words):
        _fit(part)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def safe(text: str) -> str:
    """A word that no program takes for a formula, and that XML can hold."""
    clean = "".join(sign for sign in text if sign >= " " or sign in "\t\n\r")
    return "'" + clean if clean.startswith(RISKY) else clean


def _write(sheet: Worksheet, rows: list[list[str]], *, bold: bool = False) -> None:
    for row in rows:
        number = sheet.max_row + (0 if sheet.max_row == 1 and sheet["A1"].value is None else 1)
        for column, text in enumerate(row or [""], start=1):
            cell = sheet.cell(number, column)
            assert isinstance(cell, Cell)
            figure = _figure(str(text))
            cell.value = figure if figure is not None else safe(str(text))
            if figure is None:
                cell.data_type = "s"
            cell.font = Font(bold=bold)
            cell.alignment = Alignment(wrap_text=True, vertical="top")


def _figure(text: str) -> int | None:
    """A whole number as a number, so that one can reckon with it."""
    digits = text.replace(".", "").replace(",", "").replace("\N{NO-BREAK SPACE}", "")
    plain = digits.isascii() and digits.isdigit() and len(digits) < 10
    grouped = all(len(part) == 3 for part in text.replace(",", ".").split(".")[1:])
    return int(digits) if plain and grouped else None


def _fit(sheet: Worksheet) -> None:
    for number, column in enumerate(sheet.columns, start=1):
        longest = max((len(str(cell.value or "")) for cell in column), default=0)
        sheet.column_dimensions[get_column_letter(number)].width = max(12, min(WIDEST, longest + 2))
