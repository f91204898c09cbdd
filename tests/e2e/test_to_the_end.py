"""From the decision to the end of aftercare, as each person of the two desks, the facility and the helper works.

A new registration goes as far as the day allows; the steps that need a term's end are walked on files of the demo data
that have come so far.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.people import PHONE_SIZE, fill, follow, person, register, sms_of, staff, submit

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.xdist_group("e2e")]
DETERMINED = (date.today() - timedelta(days=20)).strftime("%d/%m/%Y")
CODE = re.compile(r"/staff/registrations/(DV-[0-9A-Z-]+|[0-9A-HJKMNP-TV-Z]{10})/$", re.I)


def files(page: Page, tab: str) -> list[str]:
    """The addresses of the files in one group of the inbox."""
    page.goto(f"/staff/registrations/?tab={tab}")
    links = page.locator("main table a[href*='/staff/registrations/']").evaluate_all("a => a.map(e => e.pathname)")
    return list(dict.fromkeys(link for link in links if CODE.search(link)))


def file_that_may(page: Page, tab: str, move: str) -> str:
    """The address of a file on which this person may do `move` now."""
    for link in files(page, tab):
        if page.request.get(f"{link}{move}/").status == 200:
            return link
    raise AssertionError(f"no file of the demo data is ready for {move!r}")


def test_a_draft_by_the_officer_is_signed_by_the_chief_and_treatment_begins(browser, portal):
    phone = "0912 345 621"
    citizen = person(browser, portal)
    code = register(citizen, ward="00070", phone=phone, determined=DETERMINED, file_now="yes")
    officer = staff(browser, portal, "police.officer@demo.example")
    officer.goto(f"/staff/registrations/{code}/draft-decision/")
    fill(officer, place="home_community", reasons="Đủ giấy tờ, đã đối chiếu.")
    submit(officer)
    expect(officer).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))

    chief = staff(browser, portal, "police.chief@demo.example")
    chief.goto(f"/staff/registrations/{code}/decide/")
    fill(chief, otp_token=portal.code_of("police.chief@demo.example"))
    submit(chief)
    expect(chief).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))

    officer.goto(f"/staff/registrations/{code}/start/")
    submit(officer)
    expect(officer).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))
    for form in ("decision", "receipt_record", "commitment"):
        link = officer.locator(f"main a[href*='/forms/{form}/']")
        assert officer.request.get(link.first.get_attribute("href")).body().startswith(b"%PDF"), form

    follow(browser, portal, citizen, code, phone)
    expect(citizen.locator("main .govuk-tag").first).to_contain_text("cai nghiện", ignore_case=True)
    social = staff(browser, portal, "social.officer@demo.example")
    assert social.request.get(f"/staff/registrations/{code}/").status == 200


def test_from_the_certificate_to_the_helper_and_the_end_of_aftercare(browser, portal):
    chief = staff(browser, portal, "police.chief@demo.example")
    ending = file_that_may(chief, "treatment", "complete-treatment")
    chief.goto(f"{ending}complete-treatment/")
    fill(chief, otp_token=portal.code_of("police.chief@demo.example"))
    submit(chief)
    expect(chief).to_have_url(re.compile(re.escape(ending) + "$"))

    chair = staff(browser, portal, "committee.chair@demo.example")
    chair.goto(f"{ending}begin-aftercare/")
    fill(
        chair,
        helper="helper@demo.example",
        organisation="Hội Phụ nữ phường",
        otp_token=portal.code_of("committee.chair@demo.example"),
    )
    submit(chair)
    expect(chair).to_have_url(re.compile(re.escape(ending) + "$"))

    helper = staff(browser, portal, "helper@demo.example")
    helper.set_viewport_size(PHONE_SIZE)
    assert helper.request.get(ending).status in (403, 404)
    code = ending.rstrip("/").rsplit("/", 1)[-1]
    helper.goto("/staff/people/")
    helper.locator(f"main a[href*='/staff/people/{code}/']").first.click()
    expect(helper.locator("main")).to_contain_text(re.compile(r"\d{2}/\d{2}/\d{4}"))
    helper.goto(f"/staff/people/{code}/visit/")
    expect(helper.locator("main form textarea").first).to_be_visible()

    closing = file_that_may(chair, "aftercare", "close")
    chair.goto(f"{closing}close/")
    submit(chair)
    expect(chair).to_have_url(re.compile(re.escape(closing) + "$"))
    expect(chair.locator(".dv-desk-head")).to_contain_text("Đã kết thúc", ignore_case=True)


def test_the_dossier_of_a_ward_that_prepares_goes_the_same_way(browser, portal):
    code = register(person(browser, portal), ward="00082", phone="0912 345 622", determined=DETERMINED)
    officer = staff(browser, portal, "police.officer2@demo.example")
    officer.goto("/staff/registrations/open/")
    fill(officer, code=code)
    submit(officer)
    officer.goto(f"/staff/registrations/{code}/receive/")
    fill(officer, identity_compared="on")
    submit(officer)
    chief = staff(browser, portal, "police.chief2@demo.example")
    chief.goto(f"/staff/registrations/{code}/decide/")
    fill(chief, place="home_community", otp_token=portal.code_of("police.chief2@demo.example"))
    submit(chief)
    officer.goto(f"/staff/registrations/{code}/start/")
    submit(officer)
    expect(officer).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))
    expect(officer.locator(".dv-desk-head .govuk-tag")).to_contain_text("cai nghiện", ignore_case=True)
    assert sms_of(browser, portal, "+84912345622", r"(\w+)")
