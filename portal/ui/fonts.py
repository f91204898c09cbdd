"""Be Vietnam Pro, cut and joined for two uses: a small woff2 for headings, TTF files for PDF.

The npm package ships each weight in three files by script (latin, latin-ext, vietnamese), as
woff2 only browsers read. Here they are joined into one file again: the browser then makes one
request, and typst, which reads TTF only, finds every sign of a name in one font.

`portal.ui.build` calls `make_web_font` and `make_pdf_fonts`; whoever renders PDF calls
`pdf_font_dir`.
"""

import logging
import tempfile
import unicodedata
from pathlib import Path

UI_DIR = Path(__file__).resolve().parent
PDF_FONTS = UI_DIR / "generated" / "pdf-fonts"
WEB_FONT = UI_DIR / "static" / "ui" / "fonts" / "be-vietnam-pro-600.woff2"
PDF_FACES = (("400", "normal", "Regular"), ("700", "normal", "Bold"), ("400", "italic", "Italic"))

_VOWELS = "aăâeêioôơuưy"
_TONES = ("", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323")
_PUNCTUATION = "đĐ–—‘’“”…•·×°½«»§©₫€\u00a0\u00ad"


class FontsNotBuilt(RuntimeError):
    """The PDF fonts have not been made yet on this machine."""


def pdf_font_dir() -> Path:
    """Directory with Be Vietnam Pro Regular, Bold and Italic as TTF, for typst's `font_paths`.

    Raises FontsNotBuilt, with the command that makes them, where the build has not run.
    """
    if not all((PDF_FONTS / _pdf_name(face)).exists() for *_, face in PDF_FACES):
        raise FontsNotBuilt("PDF fonts are missing: run `python -m portal.ui.build` first.")
    return PDF_FONTS


def heading_signs() -> set[int]:
    """Code points that headings in Vietnamese and English need (ASCII, 134 letters, marks)."""
    signs = set(range(0x20, 0x7F)) | {ord(sign) for sign in _PUNCTUATION}
    for vowel in _VOWELS + _VOWELS.upper():
        for tone in _TONES:
            signs.add(ord(unicodedata.normalize("NFC", vowel + tone)))
    return signs


def make_web_font(package: Path, target: Path = WEB_FONT) -> int:
    """Write the heading font (weight 600, cut) to `target`; answers its size in bytes."""
    font = _joined(package, "600", "normal", scripts=("latin", "vietnamese"), signs=heading_signs())
    font.flavor = "woff2"
    target.parent.mkdir(parents=True, exist_ok=True)
    font.save(target)
    return target.stat().st_size


def make_pdf_fonts(package: Path, target: Path = PDF_FONTS) -> list[Path]:
    """Write the three whole faces as TTF into `target`; answers the files."""
    target.mkdir(parents=True, exist_ok=True)
    made = []
    for weight, style, face in PDF_FACES:
        font = _joined(package, weight, style, scripts=("latin", "vietnamese", "latin-ext"))
        path = target / _pdf_name(face)
        font.save(path)
        made.append(path)
    return made


def _pdf_name(face: str) -> str:
    return f"BeVietnamPro-{face}.ttf"


def _joined(package: Path, weight: str, style: str, scripts: tuple[str, ...], signs: set[int] | None = None):
    """One font out of the package's files by script, without hinting, cut to `signs` if given.

    A sign that several files hold is taken from the first only: merging two glyphs of one
    sign would keep both.
    """
    # Build-time packages: kept out of the start of a server that only asks for pdf_font_dir.
    from fontTools import subset
    from fontTools.merge import Merger
    from fontTools.ttLib import TTFont

    logging.getLogger("fontTools").setLevel(logging.ERROR)
    taken: set[int] = set()
    with tempfile.TemporaryDirectory() as folder:
        parts = []
        for script in scripts:
            font = TTFont(package / "files" / f"be-vietnam-pro-{script}-{weight}-{style}.woff2")
            wanted = (set(font.getBestCmap()) if signs is None else signs & set(font.getBestCmap())) - taken
            taken |= wanted
            options = subset.Options(hinting=False, notdef_outline=True, name_IDs=["*"], name_languages=["*"])
            options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
            cutter = subset.Subsetter(options)
            cutter.populate(unicodes=wanted)
            cutter.subset(font)
            font.flavor = None
            parts.append(str(Path(folder) / f"{script}.ttf"))
            font.save(parts[-1])
        merged = Merger().merge(parts)
        # Read into memory before the folder goes.
        whole = Path(folder) / "whole.ttf"
        merged.save(whole)
        return TTFont(whole, lazy=False)
