"""The person's page with all its doors, and the desk's side of them: axe, and no page wider than the smallest phone."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings

from portal.accounts.models import Posting, Role, User
from portal.privacy import tokens
from registration.casework.actions.request_completion import request_completion
from registration.rights.actions.ask import ask
from registration.visits import slots
from registration.visits.actions.book import book
from tests.registration.casework.cast import filed, signed_in

from .conftest import NOW

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]

DOORS = ("", "lich-hen/", "lien-he/", "du-lieu/", "quyen/", "rut/")
STAFF = ("visits/", "visits/times/", "data-requests/")


@pytest.fixture
def chief(wards):
    user = User.objects.create_user("chief@demo.example", "duong-ve-demo", full_name="Trưởng bàn")
    for role in (Role.POLICE_CHIEF, Role.POLICE_OFFICER):
        Posting.objects.create(user=user, role=role, ward=wards["00070"], starts_on=date(2025, 7, 1))
    return user


def _faults(page, axe):
    page.wait_for_load_state("networkidle")
    found = [fault["id"] for fault in axe.run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
    return [*found, "too wide"] if wide else found


def _cookie(live_server, name, value, path="/"):
    return {"name": name, "value": value, "domain": "localhost", "path": path}


def test_every_door_of_the_persons_page_is_whole(browser, wards, chief, live_server):
    registration = filed(wards["00070"], now=NOW)
    book(registration, slots.free(wards["00070"], NOW)[0].key)
    ask(registration, "restrict", "Tạm dừng dùng số cũ")
    request_completion(
        registration, chief, missing=["determination_result", "Giấy xác nhận"], message="Gửi tại đây.", now=NOW
    )
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True)
    ticket = tokens.sign({"proved": str(registration.pk)}, "track-proved")
    context.add_cookies([_cookie(live_server, "dv_track", ticket)])
    page, axe = context.new_page(), Axe()
    faults = {}
    for door in DOORS:
        page.goto(f"{live_server.url}/tra-cuu/{door}")
        if found := _faults(page, axe):
            faults[door] = found
    context.close()
    assert not faults


def test_the_desks_side_is_whole(browser, wards, chief, live_server):
    registration = filed(wards["00070"], now=NOW)
    book(registration, slots.free(wards["00070"], NOW)[0].key)
    one = ask(registration, "restrict", "Tạm dừng dùng số cũ")
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    session = signed_in(chief).cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([_cookie(live_server, settings.SESSION_COOKIE_NAME, session)])
    page, axe = context.new_page(), Axe()
    faults = {}
    for path in (*STAFF, f"data-requests/{one.pk}/"):
        page.goto(f"{live_server.url}/staff/{path}")
        assert "sign-in" not in page.url
        if found := _faults(page, axe):
            faults[path] = found
    context.close()
    assert not faults
