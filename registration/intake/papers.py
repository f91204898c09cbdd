"""Files that people send: what they are is read from their content, not from their name.

Photos are decoded and written anew as JPEG without any metadata (place, device, time); PDF files must open, be short
and carry nothing active, and are written anew page by page (`clean_pdf`). Where a virus scanner is configured every
file passes it first (`scanning`). What does not hold is refused with a reason. Limits: contract §4.
"""

import hashlib
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from uuid import UUID

import pillow_heif
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from registration.casework.models import Document
from registration.intake import clean_pdf, scanning
from registration.intake.clean_text import showable

pillow_heif.register_heif_opener()

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5
NAME_LIMIT = 80
MAX_PIXELS = 60_000_000
MAX_PAGES = 40
LONGEST_SIDE = 2400
KINDS = {
    "pdf": {".pdf"},
    "jpeg": {".jpg", ".jpeg", ".jpe", ".jfif"},
    "png": {".png"},
    "heic": {".heic", ".heif"},
}
REASONS = {
    "empty": _("The file “%(name)s” is empty."),
    "too_big": _("The file “%(name)s” is larger than 10 MB. A photo in a smaller size is enough."),
    "too_many": _("Five files are the most. “%(name)s” was not kept."),
    "kind": _("The file “%(name)s” is neither PDF, JPEG, PNG nor HEIC. Please choose another."),
    "lies": _("The name of “%(name)s” says one kind of file, its content is another. Please choose the original."),
    "broken": _("The file “%(name)s” cannot be opened. Perhaps it was cut short: please send it again."),
    "locked": _("The file “%(name)s” is locked with a password. Please send it without one."),
    "active": _("The file “%(name)s” has a program or other files inside. Please send it printed to PDF, or a photo."),
    "pages": _("The file “%(name)s” has too many pages or is too large a picture."),
    "virus": _("“%(name)s” was found to be harmful and was not kept. Please take a photo of the paper instead."),
    "unscanned": _(
        "“%(name)s” cannot be checked at this moment, so it was not kept. Everything else that you wrote is. Please "
        "try again in some minutes, or bring the paper to the desk."
    ),
}


class BadPaper(ValueError):
    """A file that is not kept; `reason` is a key of REASONS, `name` the file's name as shown."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name

    @property
    def message(self) -> str:
        """The reason in words."""
        return str(REASONS[self.reason]) % {"name": self.name}


@dataclass(frozen=True)
class Paper:
    """A checked file, ready to be kept."""

    name: str
    content: bytes
    content_type: str


def shown_name(name: str) -> str:
    """A file's name for showing: last part only, without controls, cut before its ending."""
    whole = str(showable(PurePath(name.replace("\\", "/")).name)).replace("\n", " ").strip() or "?"
    if len(whole) <= NAME_LIMIT:
        return whole
    ending = PurePath(whole).suffix[-10:]
    return whole[: NAME_LIMIT - len(ending) - 1] + "…" + ending


def _kind(content: bytes) -> str:
    if content.startswith(b"%PDF-"):
        return "pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "png"
    if content[4:8] == b"ftyp" and content[8:12] in {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}:
        return "heic"
    return ""


def inspect(name: str, content: bytes) -> Paper:
    """The file as it may be kept; raises BadPaper."""
    name = shown_name(name)
    if not content:
        raise BadPaper("empty", name)
    if len(content) > MAX_BYTES:
        raise BadPaper("too_big", name)
    kind, suffix = _kind(content), PurePath(name).suffix.lower()
    known = {suffix for suffixes in KINDS.values() for suffix in suffixes}
    if not kind:
        raise BadPaper("lies" if suffix in known else "kind", name)
    if suffix not in KINDS[kind]:
        raise BadPaper("lies", name)
    _scan(name, content)
    return _pdf(name, content) if kind == "pdf" else _photo(name, content)


def _scan(name: str, content: bytes) -> None:
    """The file as it came passes the scanner; without an answer it is not kept."""
    try:
        harmless = scanning.is_harmless(content)
    except scanning.CannotScan as error:
        raise BadPaper("unscanned", name) from error
    if not harmless:
        raise BadPaper("virus", name)


def _photo(name: str, content: bytes) -> Paper:
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "HEIF"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadPaper("pages", name)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in {"RGBA", "LA", "P", "PA"}:
                layer = upright.convert("RGBA")
                upright = Image.new("RGB", layer.size, "white")
                upright.paste(layer, mask=layer.getchannel("A"))
            plain = upright.convert("RGB")
    except BadPaper:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise BadPaper("broken", name) from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return Paper(name, out.getvalue(), "image/jpeg")


def _pdf(name: str, content: bytes) -> Paper:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise BadPaper("locked", name)
        if len(reader.pages) > MAX_PAGES:
            raise BadPaper("pages", name)
        if not len(reader.pages):
            raise BadPaper("broken", name)
        if clean_pdf.is_active(reader):
            raise BadPaper("active", name)
        clean = clean_pdf.written_anew(reader)
    except BadPaper:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BadPaper("broken", name) from error
    if len(clean) > MAX_BYTES + MAX_BYTES // 10:
        raise BadPaper("too_big", name)
    return Paper(name, clean, "application/pdf")


def keep(paper: Paper, draft_id: UUID, kind: str = Document.Kind.OTHER, *, item: str = "") -> Document:
    """Store a checked file, sealed, with the draft; raises BadPaper when the draft already has five.

    `draft_id` is the draft's id, or the registration's while an answer to the desk is written (`item`: to which part).
    """
    with transaction.atomic():
        with connection.cursor() as cursor:  # uploads at once count one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"papers:{draft_id}"])
        if Document.objects.filter(draft_ref=draft_id, registration=None).count() >= MAX_FILES:
            raise BadPaper("too_many", paper.name)
        return Document.objects.create(
            draft_ref=draft_id,
            kind=kind,
            item=item[:32],
            name=paper.name,
            content=paper.content,
            content_type=paper.content_type,
            size=len(paper.content),
            sha256=hashlib.sha256(paper.content).hexdigest(),
        )


def of_draft(draft_id: UUID) -> list[Document]:
    """The files of a draft, without their content."""
    return list(Document.objects.filter(draft_ref=draft_id, registration=None).defer("content"))


def kind_of(chosen: str) -> str:
    """The kind that a person chose; what is not on the list is another paper."""
    return chosen if chosen in Document.Kind.values else Document.Kind.OTHER


def set_kinds(draft_id: UUID, kinds: Mapping[str, str]) -> None:
    """What each file of a draft is, by its id; unknown kinds and ids are left out."""
    for document in of_draft(draft_id):
        kind = kinds.get(str(document.pk), document.kind)
        if kind != document.kind and kind in Document.Kind.values:
            Document.objects.filter(pk=document.pk).update(kind=kind)


def remove(document_id: str, draft_id: UUID) -> None:
    """Erase one file of a draft; nothing happens where it is not there."""
    for document in of_draft(draft_id):
        if str(document.pk) == document_id:
            document.delete()
