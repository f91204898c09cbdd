"""What a file is by its content, and the file as it may be kept.

Photos are decoded and written anew as JPEG without any metadata (place, device, time); PDF files must open, be short
and carry nothing active, and are written anew page by page (`clean_pdf`). Where a virus scanner is configured every
file passes it first (`scanning`). What does not hold is refused with a reason. Limits: contract §4.
"""

import io
from dataclasses import dataclass
from pathlib import PurePath

import pillow_heif
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from portal.privacy.clean_text import showable
from portal.privacy.uploads import clean_pdf, scanning

pillow_heif.register_heif_opener()

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 5
"""As many as one form takes."""
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


class BadFile(ValueError):
    """A file that is not kept; `reason` is a key of REASONS, `name` the file's name as shown."""

    def __init__(self, reason: str, name: str) -> None:
        super().__init__(reason)
        self.reason, self.name = reason, name

    @property
    def message(self) -> str:
        """The reason in words."""
        return str(REASONS[self.reason]) % {"name": self.name}


@dataclass(frozen=True)
class CheckedFile:
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


def checked(name: str, content: bytes) -> CheckedFile:
    """The file as it may be kept; raises BadFile."""
    name = shown_name(name)
    if not content:
        raise BadFile("empty", name)
    if len(content) > MAX_BYTES:
        raise BadFile("too_big", name)
    kind, suffix = _kind(content), PurePath(name).suffix.lower()
    known = {suffix for suffixes in KINDS.values() for suffix in suffixes}
    if not kind:
        raise BadFile("lies" if suffix in known else "kind", name)
    if suffix not in KINDS[kind]:
        raise BadFile("lies", name)
    _scan(name, content)
    return _pdf(name, content) if kind == "pdf" else _photo(name, content)


def _scan(name: str, content: bytes) -> None:
    """The file as it came passes the scanner; without an answer it is not kept."""
    try:
        harmless = scanning.is_harmless(content)
    except scanning.CannotScan as error:
        raise BadFile("unscanned", name) from error
    if not harmless:
        raise BadFile("virus", name)


def _photo(name: str, content: bytes) -> CheckedFile:
    try:
        with Image.open(io.BytesIO(content), formats=["JPEG", "PNG", "HEIF"]) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise BadFile("pages", name)
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(picture)
            if upright.mode in {"RGBA", "LA", "P", "PA"}:
                layer = upright.convert("RGBA")
                upright = Image.new("RGB", layer.size, "white")
                upright.paste(layer, mask=layer.getchannel("A"))
            plain = upright.convert("RGB")
    except BadFile:
        raise
    except (OSError, ValueError, SyntaxError, EOFError, Image.DecompressionBombError) as error:
        raise BadFile("broken", name) from error
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    plain.info.clear()
    out = io.BytesIO()
    plain.save(out, "JPEG", quality=82, optimize=True)
    return CheckedFile(name, out.getvalue(), "image/jpeg")


def _pdf(name: str, content: bytes) -> CheckedFile:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise BadFile("locked", name)
        if len(reader.pages) > MAX_PAGES:
            raise BadFile("pages", name)
        if not len(reader.pages):
            raise BadFile("broken", name)
        if clean_pdf.is_active(reader):
            raise BadFile("active", name)
        clean = clean_pdf.written_anew(reader)
    except BadFile:
        raise
    except (PyPdfError, OSError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as error:
        raise BadFile("broken", name) from error
    if len(clean) > MAX_BYTES + MAX_BYTES // 10:
        raise BadFile("too_big", name)
    return CheckedFile(name, clean, "application/pdf")
