"""House rules for every template of the project, and what the frame of a page must have."""

import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

ROOT = Path(__file__).resolve().parents[3]
ROOMS = ("portal", "cms", "registration", "hotline")
TEMPLATES = sorted(
    path for room in ROOMS for path in (ROOT / room).rglob("templates/**/*.html") if "node_modules" not in path.parts
)
FORBIDDEN = {
    "an inline style": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "an inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*application/(ld\+)?json)", re.I),
    "an event handler": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "a javascript: address": re.compile(r"javascript:", re.I),
    "something loaded from elsewhere": re.compile(
        r"<(script|img|iframe|source|video)\b[^>]*src=[\"'](https?:)?//", re.I
    ),
}
PAGES = ("/demo/ui/", "/demo/ui/?sai=1", "/quyen-rieng-tu/", "/tro-giup-tiep-can/")
ERRORS = ("400.html", "403.html", "403_csrf.html", "404.html", "500.html", "503.html")


@pytest.mark.parametrize("rule", FORBIDDEN)
def test_no_template_has(rule):
    without_comments = {
        path: re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(), flags=re.S)
        for path in TEMPLATES
    }
    assert [
        str(path.relative_to(ROOT)) for path, text in without_comments.items() if FORBIDDEN[rule].search(text)
    ] == []


def page(path):
    response = Client().get(path)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_pages_use_no_variable_that_is_not_there(path, prefix, settings):
    import copy

    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["OPTIONS"]["string_if_invalid"] = "!MISSING %s!"
    settings.TEMPLATES = templates
    assert "!MISSING" not in str(page(prefix + path))


@pytest.mark.parametrize("prefix", ["", "/en"])
@pytest.mark.parametrize("path", PAGES)
def test_every_page_says_its_language_and_leads_to_its_twin(path, prefix):
    html = page(prefix + path).html
    twin = html.find("a", rel="alternate")
    assert html["lang"] == ("en" if prefix else "vi")
    assert twin["href"] == ("" if prefix else "/en") + path.split("?")[0]


@pytest.mark.parametrize("path", PAGES)
def test_the_first_things_by_keyboard_are_the_skip_link_and_the_exit(path):
    links = page(path).find_all("a")
    assert [links[0]["href"], links[1]["href"]] == ["#main", "/thoat/"]


@pytest.mark.parametrize("path", PAGES)
def test_titles_are_discreet(path):
    assert not re.search("nghiện|ma túy|drug|rehab", page(path).title.get_text(), re.I)


@pytest.mark.parametrize("path", PAGES)
def test_an_ambulance_is_one_tap_away(path):
    assert page(path).select_one(".dv-emergency a")["href"] == "tel:115"


def test_reading_sets_no_cookie():
    assert not Client().get("/quyen-rieng-tu/").cookies


def test_scripts_carry_the_nonce_of_the_page():
    response = Client().get("/quyen-rieng-tu/")
    nonce = BeautifulSoup(response.content, "html.parser").find("script")["nonce"]
    assert nonce
    assert f"'nonce-{nonce}'" in response["Content-Security-Policy"]


def test_the_privacy_notice_shows_every_rule_of_the_register(monkeypatch):
    from portal.privacy import retention

    rule = retention.Rule("test", "Lời nhắn thử", 90, "Luật 91/2025/QH15", lambda now, dry_run: 0)
    monkeypatch.setattr(retention, "register", lambda: [rule])
    row = page("/quyen-rieng-tu/").select_one("tbody tr").get_text(" ", strip=True)
    assert row == "Lời nhắn thử 3 tháng Luật 91/2025/QH15"


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_need_nothing_and_say_what_to_do(name, language):
    with translation.override(language):
        html = BeautifulSoup(render_to_string(name), "html.parser")
    assert html.h1.get_text(strip=True)
    assert html.select_one(".dv-prose p").get_text(strip=True)
    assert {"tel:115", "tel:111"} <= {link["href"] for link in html.find_all("a")}
    assert html.html["lang"] == language


@pytest.mark.parametrize("name", ERRORS)
def test_error_pages_speak_vietnamese(name):
    with translation.override("vi"):
        words = BeautifulSoup(render_to_string(name), "html.parser").main.get_text()
    assert re.search("[ăâđêôơưạảấầậắặẹểệịọộợụự]", words)


@pytest.mark.django_db
def test_a_missing_page_answers_in_plain_words():
    response = Client().get("/en/khong-co/")
    assert response.status_code == 404
    assert "We did not find this page" in response.content.decode()
