"""Files that people send: what they are is read from their content, not from their name.

Photos are decoded and written anew as JPEG without any metadata (place, device, time); PDF files must open, be short
and carry nothing active. What does not hold is refused with a reason. Limits: contract §4.
"""

import hashlib
import io
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from uuid import UUID

import pillow_heif
from django.db import connection, transaction
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from registration.casework.models import Document
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
    return _pdf(name, content) if kind == "pdf" else _photo(name, content)


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
        active = _is_active(reader)
    except BadPaper:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise BadPaper("broken", name) from error
    if active:
        raise BadPaper("active", name)
    return Paper(name, content, "application/pdf")


def _is_active(reader: PdfReader) -> bool:
    """Whether the document starts something, carries scripts or other files."""
    root: Any = reader.root_object
    names: Any = root.get("/Names") or {}
    names = names.get_object() if hasattr(names, "get_object") else names
    opening: Any = root.get("/OpenAction")
    opening = opening.get_object() if hasattr(opening, "get_object") else opening
    starts = isinstance(opening, dict) and opening.get("/S") in {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}
    return starts or "/AA" in root or any(key in names for key in ("/JavaScript", "/EmbeddedFiles"))


def keep(paper: Paper, draft_id: UUID, kind: str = Document.Kind.OTHER) -> Document:
    """Store a checked file, sealed, with the draft; raises BadPaper when the draft already has five."""
    with transaction.atomic():
        with connection.cursor() as cursor:  # uploads at once count one after the other
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"papers:{draft_id}"])
        if Document.objects.filter(draft_ref=draft_id, registration=None).count() >= MAX_FILES:
            raise BadPaper("too_many", paper.name)
        return Document.objects.create(
            draft_ref=draft_id,
            kind=kind,
            name=paper.name,
            content=paper.content,
            content_type=paper.content_type,
            size=len(paper.content),
            sha256=hashlib.sha256(paper.content).hexdigest(),
        )


def of_draft(draft_id: UUID) -> list[Document]:
    """The files of a draft, without their content."""
    return list(Document.objects.filter(draft_ref=draft_id, registration=None).defer("content"))


def remove(document_id: str, draft_id: UUID) -> None:
    """Erase one file of a draft; nothing happens where it is not there."""
    for document in of_draft(draft_id):
        if str(document.pk) == document_id:
            document.delete()
