"""The pages of call-backs, private pages and receiving points in a real browser: small, without script, clean."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings as site

from hotline.callbacks.models import Task
from hotline.cases.models import CaseMessage
from hotline.cases.services import begin
from hotline.conversations.services.take import take
from hotline.referrals.links import token_of
from hotline.referrals.models import Point
from hotline.referrals.services.pass_on import pass_on
from hotline.referrals.states import Item
from tests.hotline.sockets import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("hotline-browser"),
]
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}


@pytest.fixture
def talk(started, counsellor):
    return take(started.conversation.pk, counsellor)


def clean(page, width):
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = Axe().run(page, options=RULES).response["violations"]
    assert [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]] == []


def test_a_person_asks_for_a_call_and_opens_their_page_without_script(browser, live_server, talk, counsellor):
    case = begin.open_case(talk, counsellor)
    bare = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False, locale="vi-VN")
    page = bare.new_page()
    page.goto(f"{live_server.url}/tro-chuyen/goi-lai/")
    page.check("[name=way][value=call_back]")
    page.fill("[name=phone]", "0900 000 777")
    page.click("main button[type=submit]")
    page.locator(".dv-code").wait_for()
    assert Task.objects.get().phone == "+84900000777"
    page.goto(f"{live_server.url}/tro-chuyen/ho-so/lan-dau/")
    for name, value in (("sign", case.sign), ("setup", case.setup), ("pin", "730518"), ("again", "730518")):
        page.fill(f"[name={name}]", value)
    page.click("main button[type=submit]")
    page.fill("[name=body]", "Em viết từ máy cũ")
    page.get_by_role("button", name="Gửi", exact=True).click()
    page.get_by_text("Em viết từ máy cũ").wait_for()
    assert CaseMessage.objects.count() == 1
    assert page.title() == "Đường Về"
    bare.close()


def test_the_pages_are_clean_and_fit_a_small_phone_and_a_desk(browser, live_server, talk, counsellor):
    point = Point.objects.create(kind="club", name="Câu lạc bộ Thử nghiệm")
    referral = pass_on(talk, counsellor, point, {Item.NEED: "nhóm gia đình"})
    phone = browser.new_context(viewport={"width": 320, "height": 640}, locale="vi-VN", base_url=live_server.url)
    page = phone.new_page()
    answer = f"/tra-loi/{token_of(referral)}/"
    for path in ("/tro-chuyen/goi-lai/", "/tro-chuyen/ho-so/", "/tro-chuyen/ho-so/lan-dau/", answer):
        page.goto(path)
        clean(page, 320)
    phone.close()
    desk = browser.new_context(viewport={"width": 1280, "height": 800}, locale="vi-VN", base_url=live_server.url)
    desk.add_cookies([{"name": site.SESSION_COOKIE_NAME, "value": signed_in(counsellor), "url": live_server.url}])
    page = desk.new_page()
    for path in ("/staff/hotline/tasks/", f"/staff/hotline/c/{talk.pk}/panels/"):
        page.goto(path)
        clean(page, 1280)
    desk.close()
