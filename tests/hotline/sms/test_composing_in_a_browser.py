"""Beside the reply box: how many texts it becomes, sending without marks, another attempt; in a real browser.

The page is the console's form with our part, the modules come from their files; the console's own script is not here.
"""

from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils import translation

from portal.sms import segments

STATIC = Path(segments.__file__).parent / "static"
SITE = "http://console.test"
KEY = "6f1c1b1e-0000-4000-8000-000000000001"


@pytest.fixture
def page(browser):
    with translation.override("vi"):
        part = render_to_string("hotline_sms/composer.html", {"csrf_token": "token-of-the-test"})
    html = (
        '<!doctype html><html lang="vi"><title>x</title><form data-composer data-channel="sms">'
        f'<textarea></textarea>{part}<button>Gửi</button></form><button data-sms-retry="4" data-conversation="{KEY}">'
        'Gửi lại</button><script type="module" src="/static/sms/composing.mjs"></script></html>'
    )
    shown = browser.new_page()
    shown.route(
        f"{SITE}/**",
        lambda route: (
            route.fulfill(path=STATIC / route.request.url.split("/static/")[1], content_type="text/javascript")
            if "/static/" in route.request.url
            else route.fulfill(body=html, content_type="text/html; charset=utf-8")
        ),
    )
    shown.goto(f"{SITE}/")
    shown.evaluate(
        "() => { window.left = []; const form = document.querySelector('form');"
        " form.addEventListener('submit', (e) => { e.preventDefault();"
        " window.left.push(form.querySelector('textarea').value); }); }"
    )
    yield shown
    shown.close()


def test_the_counsellor_sees_how_many_texts_the_words_become(page):
    page.fill("textarea", "Bạn có đang an toàn không? Nếu bạn hoặc ai đó đang nguy hiểm, hãy gọi 115 ngay nhé.")
    assert "83 ký tự, 2 SMS (có dấu" in page.inner_text("[data-sms-size]")
    assert page.inner_text("[data-sms-saves]") == "(1 SMS / 2)"
    page.check("[data-sms-plain]", force=True)
    assert "1 SMS (không dấu)" in page.inner_text("[data-sms-size]")


def test_what_leaves_without_marks_is_shown_before_and_is_what_leaves(page):
    page.fill("textarea", "Đừng lo, mình ở đây")
    page.check("[data-sms-plain]", force=True)
    assert page.inner_text("[data-sms-preview]") == "Dung lo, minh o day"
    page.click("form button")
    page.uncheck("[data-sms-plain]", force=True)
    page.fill("textarea", "Đừng lo")
    page.click("form button")
    assert page.evaluate("window.left") == ["Dung lo, minh o day", "Đừng lo"]


def test_a_web_chat_has_nothing_of_it(page):
    page.evaluate("document.querySelector('form').dataset.channel = 'web'")
    page.wait_for_selector("[data-sms]", state="hidden")
    page.evaluate("document.querySelector('[data-sms-plain]').checked = true")
    page.fill("textarea", "Đừng lo")
    page.click("form button")
    assert page.evaluate("window.left") == ["Đừng lo"]


def test_another_attempt_is_asked_for_with_the_token(page):
    with page.expect_request(f"{SITE}/staff/hotline/c/{KEY}/sms/4/retry/") as asked:
        page.click("[data-sms-retry]")
    assert asked.value.method == "POST"
    assert "token-of-the-test" in asked.value.post_data
