"""What a visitor's phone has to load stays small, and is all our own."""

import gzip
import re

import pytest

from portal.ui import build, fonts


@pytest.fixture(scope="module", autouse=True)
def _built():
    assert build.main([]) == 0


@pytest.mark.parametrize(("sheet", "most"), [("public", 25_000), ("staff", 40_000)])
def test_style_sheets_keep_their_budget(sheet, most):
    assert len(gzip.compress((build.STATIC / f"{sheet}.css").read_bytes(), 9)) <= most


def test_the_heading_font_keeps_its_budget():
    assert fonts.WEB_FONT.stat().st_size <= 25_000


def test_scripts_of_a_public_page_are_tiny():
    scripts = (build.STATIC / "js").glob("*.mjs")
    assert sum(len(gzip.compress(script.read_bytes(), 9)) for script in scripts) <= 4_000


@pytest.mark.parametrize("sheet", build.SHEETS)
def test_style_sheets_load_nothing_from_elsewhere(sheet):
    css = (build.STATIC / f"{sheet}.css").read_text()
    assert re.findall(r"url\(\"?([^)\"]+)\"?\)", css) == ["fonts/be-vietnam-pro-600.woff2"]
    assert "@import" not in css


@pytest.mark.parametrize("sheet", build.SHEETS)
def test_nothing_of_another_governments_brand_is_left(sheet):
    css = (build.STATIC / f"{sheet}.css").read_text().lower()
    assert not [word for word in ("gds transport", "crown", "govuk-logo", "#1d70b8") if word in css]
