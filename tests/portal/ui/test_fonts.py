"""The cut heading font and the PDF fonts carry every sign of Vietnamese."""

import pytest
from fontTools.ttLib import TTFont

from portal.ui import build, fonts


@pytest.fixture(scope="module", autouse=True)
def _built():
    assert build.main([]) == 0


def test_the_heading_font_has_every_vietnamese_letter():
    assert fonts.heading_signs() <= set(TTFont(fonts.WEB_FONT).getBestCmap())


def test_each_pdf_face_has_every_vietnamese_letter_in_one_file():
    for path in sorted(fonts.pdf_font_dir().glob("*.ttf")):
        assert fonts.heading_signs() <= set(TTFont(path).getBestCmap()), path.name


def test_typst_sets_vietnamese_in_the_pdf_font_without_a_missing_sign(tmp_path):
    import typst

    page = tmp_path / "page.typ"
    page.write_text(
        '#set text(font: "Be Vietnam Pro", fallback: false)\nĐơn xin đi *điều trị* _tự nguyện_: Ẫ Ổ ữ ỵ', "utf-8"
    )
    pdf = typst.compile(str(page), font_paths=[str(fonts.pdf_font_dir())], ignore_system_fonts=True)
    assert pdf.count(b"/FontFile2") + pdf.count(b"/FontFile3") == 3


def test_asking_for_pdf_fonts_before_the_build_says_what_to_run(tmp_path, monkeypatch):
    monkeypatch.setattr(fonts, "PDF_FONTS", tmp_path)
    with pytest.raises(fonts.FontsNotBuilt, match=r"portal\.ui\.build"):
        fonts.pdf_font_dir()
