"""Files: what they are is read from their content; photos lose what they carry in secret."""

import io
from contextlib import suppress

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

from portal.privacy.uploads import checking
from tests.portal.privacy.sample_files import pdf, picture


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.PNG", "PNG"), ("ảnh.heic", "HEIF")])
def test_a_photo_becomes_a_plain_jpeg(name, kind):
    paper = checking.checked(name, picture(kind))
    assert paper.content_type == "image/jpeg"
    assert Image.open(io.BytesIO(paper.content)).size == (60, 40)


def test_place_and_device_leave_the_photo():
    exif = Image.Exif()
    exif[0x010F] = "Secretphone"
    exif.get_ifd(0x8825)[1] = "N"
    paper = checking.checked("a.jpg", picture(exif=exif))
    assert b"Secretphone" not in paper.content
    assert not Image.open(io.BytesIO(paper.content)).getexif()


def test_a_pdf_keeps_its_pages_and_loses_who_wrote_it_and_where_it_links_to():
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    writer.add_metadata({"/Author": "Secretauthor", "/Producer": "Secretphone"})
    writer.add_uri(0, "https://secret.example", (0, 0, 10, 10))
    page[NameObject("/AA")] = DictionaryObject({NameObject("/O"): TextStringObject("Secretaction")})
    out = io.BytesIO()
    writer.write(out)
    content = checking.checked("kết quả.pdf", out.getvalue()).content
    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    assert b"ecret" not in content.lower()


def test_a_filled_field_stays_visible_without_its_script():
    writer = PdfWriter()
    page = writer.add_blank_page(200, 200)
    shown = DictionaryObject({NameObject("/N"): DictionaryObject()})
    field = {"/Subtype": NameObject("/Widget"), "/AP": shown, "/A": DictionaryObject(), "/AA": DictionaryObject()}
    page[NameObject("/Annots")] = ArrayObject(
        [writer._add_object(DictionaryObject({NameObject(key): value for key, value in field.items()}))]
    )
    out = io.BytesIO()
    writer.write(out)
    kept = PdfReader(io.BytesIO(checking.checked("a.pdf", out.getvalue()).content)).pages[0]["/Annots"][0].get_object()
    assert "/AP" in kept
    assert not {"/A", "/AA"} & set(kept)


def test_what_hides_behind_a_pdf_does_not_stay():
    polyglot = pdf() + b"\n<html><script>alert('Secret')</script></html>"
    assert b"script" not in checking.checked("a.pdf", polyglot).content


def test_what_hides_behind_a_photo_does_not_stay():
    assert b"PK\x03\x04" not in checking.checked("a.jpg", picture() + b"PK\x03\x04zip").content


def test_a_small_file_that_unfolds_to_a_huge_picture_is_refused_before_it_is_unfolded():
    out = io.BytesIO()
    Image.new("1", (9000, 9000)).save(out, "PNG")
    assert len(out.getvalue()) < 100_000
    with pytest.raises(checking.BadFile) as refused:
        checking.checked("a.png", out.getvalue())
    assert refused.value.reason == "pages"


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_pdf_that_was_cut_short_is_broken_and_never_an_error(share):
    content = pdf(more_pages=3)
    with suppress(checking.BadFile):  # pypdf mends some of them; then the pages are whole
        assert checking.checked("a.pdf", content[: int(len(content) * share)]).content.startswith(b"%PDF")


def test_a_pdf_that_starts_a_script_on_opening_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.root_object[NameObject("/AA")] = DictionaryObject()
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(checking.BadFile):
        checking.checked("a.pdf", out.getvalue())


def test_a_file_name_is_shown_short_and_without_its_folders():
    assert checking.shown_name("../../etc/passwd\x00.jpg") == "passwd.jpg"
    assert len(checking.shown_name("a" * 300 + ".pdf")) <= 80


def test_a_long_name_keeps_its_ending():
    paper = checking.checked("ảnh rất dài " * 40 + ".jpg", picture())
    assert len(paper.name) <= checking.NAME_LIMIT
    assert paper.name.endswith(".jpg")


def test_a_very_long_ending_is_no_photo():
    with pytest.raises(checking.BadFile):
        checking.checked("a." + "x" * 500, picture())
