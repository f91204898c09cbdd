"""A PDF without what it carries beside its pages: metadata, scripts, actions, other files, forms that send.

`is_active` finds what only a program needs; such a file is refused. Of all others the pages are copied into a new
file: who wrote it with what and when stays behind, links and actions too, filled fields stay visible.
"""

import io
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

STARTS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition"}
# Beside drawing, a page may carry these; a shown page needs none of them.
PAGE_EXTRAS = ("/AA", "/Metadata", "/PieceInfo", "/Thumb", "/B", "/LastModified", "/SeparationInfo", "/Tabs")
ANNOTATION_EXTRAS = ("/A", "/AA", "/PA", "/FS", "/Sound", "/Movie", "/RichMediaContent", "/T", "/TU", "/TM", "/Parent")
# Only what shows something stays: a filled field, a stamp, a line drawn on the page.
SHOWN = {"/Widget", "/Stamp", "/FreeText", "/Line", "/Square", "/Circle", "/Ink", "/Highlight", "/Underline"}
MOST_ANNOTATIONS = 2000


def is_active(reader: PdfReader) -> bool:
    """Whether the document starts something, carries scripts or other files, or is a form that runs in a program."""
    root: Any = reader.root_object
    names = _open(root.get("/Names")) or {}
    opening = _open(root.get("/OpenAction"))
    form = _open(root.get("/AcroForm")) or {}
    starts = isinstance(opening, dict) and opening.get("/S") in STARTS
    carries = any(key in names for key in ("/JavaScript", "/EmbeddedFiles")) or "/Collection" in root
    return bool(starts or "/AA" in root or carries or "/XFA" in form)


def written_anew(reader: PdfReader) -> bytes:
    """The same pages in a new file. Raises what pypdf raises on a file that is not whole."""
    writer = PdfWriter()
    for page in reader.pages:
        copy = writer.add_page(page)
        for key in PAGE_EXTRAS:
            copy.pop(key, None)
        _keep_what_shows(copy)
    writer.metadata = None
    writer.compress_identical_objects(remove_unreferenced=True)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def _keep_what_shows(page: Any) -> None:
    annotations = _open(page.get("/Annots"))
    if not isinstance(annotations, list):
        page.pop("/Annots", None)
        return
    kept = ArrayObject()
    for reference in annotations[:MOST_ANNOTATIONS]:
        one = _open(reference)
        if isinstance(one, DictionaryObject) and one.get("/Subtype") in SHOWN and "/AP" in one:
            for key in ANNOTATION_EXTRAS:
                one.pop(key, None)
            kept.append(reference)
    page[NameObject("/Annots")] = kept
    if not kept:
        del page["/Annots"]


def _open(value: Any) -> Any:
    """The object behind a reference."""
    return value.get_object() if hasattr(value, "get_object") else value
