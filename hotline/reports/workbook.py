"""The figures as an XLSX workbook: totals, then a sheet for each chart. Words are text, never formulas."""

from io import BytesIO
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from openpyxl import Workbook
from openpyxl.styles import Font

from hotline.reports.words import Part

TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def workbook(title: str, when: str, totals: list[tuple[str, str, str]], parts: list[Part]) -> bytes:
    """The workbook; numbers under five are already hidden in what is given."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = pgettext("sheet of a workbook", "Figures")
    _write(sheet, [[title], [when], [_("Numbers from 1 to 4 are hidden.")], []], bold=True)
    _write(sheet, [list(row) for row in totals])
    for part in parts:
        one = book.create_sheet(part.name)
        _write(one, [[part.title]], bold=True)
        _write(one, [[bar.label, bar.value] for bar in part.bars])
        one.column_dimensions["A"].width = 45
    sheet.column_dimensions["A"].width = 45
    sheet.column_dimensions["B"].width = 20
    sheet.column_dimensions["C"].width = 45
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _write(sheet: Any, rows: list[list[str]], *, bold: bool = False) -> None:
    for row in rows:
        sheet.append([_cell(text) for text in row])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=bold)


def _cell(text: str) -> str | int:
    plain = text.replace(".", "").replace(",", "").replace("\N{NO-BREAK SPACE}", "")
    if plain.isascii() and plain.isdigit() and all(len(group) == 3 for group in text.replace(",", ".").split(".")[1:]):
        return int(plain)
    return "'" + text if text.startswith(RISKY) else text
