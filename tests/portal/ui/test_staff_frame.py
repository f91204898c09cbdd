"""The frame of a staff page: menu by role, sign-out by POST, dark clothes only here."""

from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import RequestFactory


def item(label, url_name):
    return SimpleNamespace(label=label, url_name=url_name)


def entries(roles):
    assert roles == {"counsellor"}
    return [item("Quyền riêng tư", "privacy_notice"), item("Chưa có", "nowhere:page")]


class Person:
    is_authenticated = True

    def __init__(self, verified):
        self.verified = verified

    def is_verified(self):
        return self.verified

    def roles_today(self):
        return ["counsellor"]

    def __str__(self):
        return "someone@demo.example"


def draw(verified, settings):
    settings.STAFF_MENU = f"{__name__}.entries"
    request = RequestFactory().get("/quyen-rieng-tu/")
    request.user = Person(verified)
    return BeautifulSoup(render_to_string("ui/staff.html", {"request": request, "user": request.user}), "html.parser")


@pytest.fixture(autouse=True)
def _importable(monkeypatch):
    import sys

    monkeypatch.setitem(sys.modules, __name__, SimpleNamespace(entries=entries))


def test_the_menu_shows_what_the_roles_open_and_where_one_is(settings):
    menu = draw(True, settings).select(".dv-nav__link")
    assert [(link.get_text(), link["aria-current"]) for link in menu] == [("Quyền riêng tư", "page")]


def test_no_menu_before_the_second_factor(settings):
    assert draw(False, settings).select(".dv-nav__link") == []


def test_staff_pages_stay_out_of_search_engines(settings):
    assert draw(True, settings).find("meta", attrs={"name": "robots"})["content"] == "noindex"
