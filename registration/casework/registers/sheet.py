"""A register as XLSX, written row by row to a temporary file; no cell can become a formula.

A text that a spreadsheet would take for a formula (=, +, -, @ or a tab in front) gets an apostrophe before it and is
stored as text, so it stays harmless even after saving as CSV.
"""

from collections.abc import Iterable
from tempfile import SpooledTemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ..official_forms.editions import words
from ..official_forms.typesetting import plain

IN_MEMORY = 2 * 1024 * 1024
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write(title: list[str], columns: Iterable[str], rows: Iterable[list[str]], note: str) -> IO[bytes]:
    """The sheet: lines of `title`, the heads, the rows, and `note` (who, when, why) below and in the foot."""
    book = Workbook(write_only=True)
    sheet: Any = book.create_sheet(words()["register"]["sheet"])
    heads = list(columns)
    sheet.freeze_panes = f"A{len(title) + 3}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = _footer(note)
    sheet.oddFooter.right.text = "&P/&N"
    for index in range(len(heads)):
        sheet.column_dimensions[chr(ord("A") + index)].width = 16
    for line in title:
        sheet.append([_bold(sheet, line)])
    sheet.append([])
    sheet.append([_bold(sheet, head) for head in heads])
    for row in rows:
        # Plain text without a style of its own: a hundred thousand rows stay quick and small.
        sheet.append([safe(text) for text in row])
    sheet.append([])
    sheet.append([safe(note)])
    book.properties.creator, book.properties.title = "Đường Về", ""
    out: Any = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115  # whoever sends it closes it
    book.save(out)
    out.seek(0)
    return out


def safe(text: str) -> str:
    """The same text, which no spreadsheet takes for a formula."""
    clean = plain(text)
    return f"'{clean}" if text.startswith(FORMULA) or clean.startswith(FORMULA) else clean


def _bold(sheet: Any, text: str) -> WriteOnlyCell:
    cell = WriteOnlyCell(sheet, value=safe(text))
    cell.font = Font(bold=True)
    return cell


def _footer(note: str) -> str:
    """In a foot "&" begins a code, and 255 signs are the most."""
    return note.replace("&", "+")[:200]
