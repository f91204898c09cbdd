"""Small files as people send them, made anew each time."""

import io
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject


def picture(kind: str = "JPEG", size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A plain picture of that kind."""
    out = io.BytesIO()
    Image.new("RGB", size, "olive").save(out, kind, **options)
    return out.getvalue()


def pdf(**changes: Any) -> bytes:
    """A PDF of one empty page, with what `changes` name."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    if changes.get("script"):
        action = {"/S": NameObject("/JavaScript"), "/JS": TextStringObject("app.alert(1)")}
        writer.root_object[NameObject("/OpenAction")] = DictionaryObject(
            {NameObject(key): value for key, value in action.items()}
        )
    if changes.get("attached"):
        writer.add_attachment("a.txt", b"x")
    if changes.get("password"):
        writer.encrypt("secret")
    for _ in range(changes.get("more_pages", 0)):
        writer.add_blank_page(10, 10)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
