"""How the different people use the portal in a real browser: a person, staff, a phone."""

import re
from typing import Any

from playwright.sync_api import Browser, Page

from tests.e2e.conftest import Portal

PHONE_SIZE = {"width": 360, "height": 740}
DESK_SIZE = {"width": 1280, "height": 900}


def person(browser: Browser, portal: Portal, *, script: bool = True, english: bool = False) -> Page:
    """A visitor's phone: a fresh browser, nothing remembered."""
    context = browser.new_context(
        viewport=PHONE_SIZE, java_script_enabled=script, base_url=portal.url, locale="en" if english else "vi-VN"
    )
    return context.new_page()


def staff(browser: Browser, portal: Portal, email: str) -> Page:
    """A member of staff, signed in with password and one-time code."""
    context = browser.new_context(viewport=DESK_SIZE, base_url=portal.url, locale="vi-VN")
    page = context.new_page()
    page.goto("/staff/sign-in/")
    page.fill("[name=email]", email)
    page.fill("[name=password]", "duong-ve-demo")
    page.click("main button[type=submit]")
    page.fill("[name=otp_token]", portal.code_of(email))
    page.click("main button[type=submit]")
    page.wait_for_url(re.compile(r"/staff/$"))
    return page


def fill(page: Page, **values: Any) -> None:
    """Fill named fields, whatever their kind; a list ticks several boxes."""
    for name, value in values.items():
        field = page.locator(f"main [name={name}]")
        kind = field.first.evaluate("e => e.tagName === 'SELECT' ? 'select' : e.type")
        if kind == "select":
            field.first.select_option(value)
        elif kind in {"radio", "checkbox"}:
            for one in value if isinstance(value, list) else [value]:
                page.locator(f"main [name={name}][value='{one}']").check()
        else:
            field.first.fill(value)


def submit(page: Page) -> None:
    """Press the page's main button."""
    page.locator("main form button.govuk-button[type=submit]:not(.govuk-button--secondary)").first.click()


def sms_of(browser: Browser, portal: Portal, number: str, pattern: str, *, tries: int = 60) -> str:
    """Wait on the phone screen for a text that matches `pattern`; its newest first group."""
    page = browser.new_context(base_url=portal.url).new_page()
    try:
        for _ in range(tries):
            page.goto(f"/demo/phone/?number={number.replace('+', '%2B')}")
            found = re.findall(pattern, page.inner_text("#thread"))
            if found:
                return str(found[-1])
            page.wait_for_timeout(500)
        raise AssertionError(f"no text like {pattern!r} on the phone: {page.inner_text('#thread')!r}")
    finally:
        page.context.close()


ANSWERS: dict[str, dict[str, Any]] = {
    "bat-dau": {"writer": "self", "determination_result": "yes", "determination_date": "DETERMINED"},
    "nguoi-dang-ky": {
        "full_name": "Trần Thị Thử Nghiệm", "date_of_birth": "05/03/1990", "sex": "female",
        "id_kind": "personal_number", "id_number": "099190000123",
    },
    "noi-o": {
        "residence_province": "01", "residence_address": "Số 1 phố Thử, tổ 2", "residence_stable": "yes",
    },
    "lien-he": {"phone": "PHONE", "contact_consent": "sms"},
    "hoc-van-viec-lam": {"occupation": "Thợ may"},
    "tinh-trang": {},
    "nguyen-vong": {"intended_place": "home_community", "home_plan": "Ở cùng chị gái."},
    "giay-to": {},
    "cam-ket": {"truthful": "on", "consent_processing": "on", "consent_sms": "on"},
}  # fmt: skip


def register(page: Page, *, ward: str, phone: str, determined: str, file_now: str | None = None) -> str:
    """Walk from the crossing page to the receipt; the code of the registration."""
    page.goto("/dang-ky/")
    page.locator("form:has([name=understood]) button").click()
    for _ in range(20):
        slug = page.url.split("#")[0].rstrip("/").rsplit("/", 1)[-1].split("?")[0]
        if slug == "kiem-tra":
            break
        values = {
            name: {"PHONE": phone, "DETERMINED": determined}.get(value, value) if isinstance(value, str) else value
            for name, value in ANSWERS[slug].items()
        }
        if slug == "noi-o":
            page.select_option("[name=residence_province]", "01")
            if page.get_by_role("combobox", name="Tên xã").count():  # the script fills the list by itself
                page.locator(f"[name=residence_ward] option[value='{ward}']").wait_for(state="attached")
            else:
                page.locator("button[name=go][value=wards]").first.click()
            page.select_option("[name=residence_ward]", ward)
        if slug == "cam-ket" and file_now and page.locator("[name=file_now]").count():
            values["file_now"] = file_now
        fill(page, **values)
        page.locator("main button[name=go][value=next]:not(.dv-first-button)").click()
        assert page.locator(".govuk-error-summary").count() == 0, page.inner_text("main")
    page.locator("main button[name=finish]").click()
    page.wait_for_url("**/dang-ky/xong/")
    return page.inner_text(".dv-code").strip()


def follow(browser: Browser, portal: Portal, page: Page, code: str, phone: str) -> None:
    """Open the tracking page of a registration with code, phone and the texted one-time code."""
    page.goto("/tra-cuu/")
    fill(page, code=code, phone=phone)
    submit(page)
    fill(page, otp=sms_of(browser, portal, "+84" + phone.lstrip("0"), r"\b(\d{6})\b"))
    submit(page)
