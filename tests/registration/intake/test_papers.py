"""Files: what they are is read from their content; photos lose what they carry in secret."""

import io

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from registration.intake import papers


def picture(kind="JPEG", size=(60, 40), **options):
    out = io.BytesIO()
    Image.new("RGB", size, "olive").save(out, kind, **options)
    return out.getvalue()


def pdf(**changes):
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


@pytest.mark.parametrize(("name", "kind"), [("a.jpg", "JPEG"), ("a.PNG", "PNG"), ("ảnh.heic", "HEIF")])
def test_a_photo_becomes_a_plain_jpeg(name, kind):
    paper = papers.inspect(name, picture(kind))
    assert paper.content_type == "image/jpeg"
    assert Image.open(io.BytesIO(paper.content)).size == (60, 40)


def test_place_and_device_leave_the_photo():
    exif = Image.Exif()
    exif[0x010F] = "Secretphone"
    exif.get_ifd(0x8825)[1] = "N"
    paper = papers.inspect("a.jpg", picture(exif=exif))
    assert b"Secretphone" not in paper.content
    assert not Image.open(io.BytesIO(paper.content)).getexif()


def test_a_pdf_is_kept_as_it_is():
    content = pdf()
    assert papers.inspect("kết quả.pdf", content).content == content
    assert len(PdfReader(io.BytesIO(content)).pages) == 1


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.jpg", b"", "empty"),
        ("a.pdf", b"%PDF-1.7" + b"0" * papers.MAX_BYTES, "too_big"),
        ("a.jpg", b"<html>hello</html>", "lies"),
        ("a.pdf", picture(), "lies"),
        ("a.png", picture("JPEG"), "lies"),
        ("a.jpg.html", picture(), "lies"),
        ("a.exe", b"MZ....", "kind"),
        ("a.svg", b"<svg xmlns='x'><script/></svg>", "kind"),
        ("a.jpg", picture()[:100], "broken"),
        ("a.pdf", b"%PDF-1.7 nonsense", "broken"),
        ("a.pdf", pdf(password=True), "locked"),
        ("a.pdf", pdf(script=True), "active"),
        ("a.pdf", pdf(attached=True), "active"),
        ("a.pdf", pdf(more_pages=60), "pages"),
        ("a.png", picture("PNG", size=(12000, 6000)), "pages"),
    ],
)
def test_a_file_that_does_not_hold_is_refused_with_its_reason(name, content, reason):
    with pytest.raises(papers.BadPaper) as refused:
        papers.inspect(name, content)
    assert refused.value.reason == reason
    assert name.split(".")[0] in refused.value.message


def test_a_pdf_that_starts_a_script_on_opening_is_refused():
    writer = PdfWriter()
    writer.add_blank_page(10, 10)
    writer.root_object[NameObject("/AA")] = DictionaryObject()
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(papers.BadPaper):
        papers.inspect("a.pdf", out.getvalue())


def test_a_file_name_is_shown_short_and_without_its_folders():
    assert papers.shown_name("../../etc/passwd\x00.jpg") == "passwd.jpg"
    assert len(papers.shown_name("a" * 300 + ".pdf")) <= 80


def test_a_long_name_keeps_its_ending():
    paper = papers.inspect("ảnh rất dài " * 40 + ".jpg", picture())
    assert len(paper.name) <= papers.NAME_LIMIT
    assert paper.name.endswith(".jpg")


def test_a_very_long_ending_is_no_photo():
    with pytest.raises(papers.BadPaper):
        papers.inspect("a." + "x" * 500, picture())
