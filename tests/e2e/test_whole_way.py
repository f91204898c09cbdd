"""The whole way, once, for real: the running portal, real Chromium, real sockets, as the different people."""

import re
import uuid
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from tests.e2e.people import fill, follow, person, register, sms_of, staff, submit

pytestmark = [pytest.mark.browser, pytest.mark.e2e, pytest.mark.xdist_group("e2e")]  # one portal for all
DETERMINED = (date.today() - timedelta(days=20)).strftime("%d/%m/%Y")


def test_a_registration_in_a_ward_that_accepts_filings_is_completed_decided_and_followed(browser, portal):
    phone = "0912 345 601"
    citizen = person(browser, portal, script=False)
    code = register(citizen, ward="00070", phone=phone, determined=DETERMINED, file_now="yes")
    assert re.fullmatch(r"DV-[0-9A-Z]{5}-[0-9A-Z]{5}", code)
    for form in ("F20", "F33"):
        link = citizen.locator(f"main a[href*='{form}' i]").first.get_attribute("href")
        pdf = citizen.request.get(link)
        assert pdf.body().startswith(b"%PDF"), form

    neighbour = staff(browser, portal, "police.officer2@demo.example")
    assert neighbour.request.get(f"/staff/registrations/{code}/").status == 404

    officer = staff(browser, portal, "police.officer@demo.example")
    officer.goto(f"/staff/registrations/{code}/")
    expect(officer.locator("main")).to_contain_text("Thử Nghiệm")
    officer.goto(f"/staff/registrations/{code}/request-completion/")
    officer.locator("main [name=missing]").first.check()
    asked = officer.locator("main label").first.inner_text().strip()
    fill(officer, message="Bạn gửi ảnh phiếu kết quả giúp chúng tôi nhé.")
    submit(officer)
    expect(officer).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))

    follow(browser, portal, citizen, code, phone)
    expect(citizen.locator("main")).to_contain_text(asked)
    citizen.locator("#tra-loi textarea").first.fill("Em gửi rồi ạ.")
    citizen.locator("#tra-loi button[value=send]:not(.dv-first-button)").click()

    officer.goto(f"/staff/registrations/{code}/complete/")
    submit(officer)
    chief = staff(browser, portal, "police.chief@demo.example")
    chief.goto(f"/staff/registrations/{code}/decide/")
    fill(chief, place="home_community", otp_token="000000")
    submit(chief)
    expect(chief.locator(".govuk-error-summary")).to_be_visible()
    fill(chief, otp_token=portal.code_of("police.chief@demo.example"))
    submit(chief)
    expect(chief).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))
    link = chief.locator("main a[href*='/forms/decision/']").get_attribute("href")
    assert chief.request.get(link).body().startswith(b"%PDF")

    citizen.goto("/tra-cuu/")
    expect(citizen.locator("main .govuk-tag").first).to_contain_text("quyết định", ignore_case=True)
    expect(citizen.locator("main")).to_contain_text("Hoàn Kiếm")


def test_in_a_ward_that_only_prepares_nobody_sees_the_dossier_until_the_code_is_shown(browser, portal):
    citizen = person(browser, portal)
    code = register(citizen, ward="00082", phone="0912 345 602", determined=DETERMINED)
    officer = staff(browser, portal, "police.officer2@demo.example")
    assert officer.request.get(f"/staff/registrations/{code}/").status == 404
    officer.goto("/staff/registrations/open/")
    fill(officer, code=code.lower().replace("-", " "))
    submit(officer)
    expect(officer.locator("main")).to_contain_text("Thử Nghiệm")
    officer.goto(f"/staff/registrations/{code}/receive/")
    fill(officer, identity_compared="on")
    submit(officer)
    expect(officer).to_have_url(re.compile(rf"/staff/registrations/{code}/$"))
    expect(officer.locator(".dv-case__next")).to_contain_text(re.compile(r"\d"))
    sms_of(browser, portal, "+84912345602", r"(\w+)")


@pytest.mark.parametrize("script", [True, False], ids=["with sockets", "without JavaScript"])
def test_a_chat_goes_both_ways(browser, portal, script):
    visitor = person(browser, portal, script=script)
    visitor.goto("/tro-chuyen/")
    visitor.locator("main button.dv-topic[value=self]").click()
    if not script:
        visitor.locator("a[href*='viet']").first.click()
    word = f"xin chào {'có' if script else 'không'} mã"
    visitor.fill("[name=body]", word)
    visitor.locator("button[name=action][value=send]").click()

    counsellor = staff(browser, portal, "counsellor1@demo.example")
    counsellor.goto("/staff/hotline/")
    expect(counsellor.locator("p[data-live]")).not_to_have_text("…")
    before = counsellor.locator("[data-list=mine] li").count()
    for _ in range(40):  # demo conversations wait too: take from the front until ours is there
        if counsellor.get_by_text(word).count():
            break
        counsellor.locator("[data-list=waiting] li button").last.click()
        counsellor.wait_for_timeout(700)
    expect(counsellor.locator("[data-log]")).to_contain_text(word)
    counsellor.keyboard.press("Alt+n") if not counsellor.locator("#reply:enabled").count() else None
    counsellor.fill("#reply", f"Chào bạn, mình nghe đây ({word})")
    counsellor.keyboard.press("Enter")

    if script:
        expect(visitor.locator("[data-chat-log]")).to_contain_text("mình nghe đây", timeout=20_000)
    else:
        for _ in range(30):
            visitor.goto("/tro-chuyen/")
            if "mình nghe đây" in visitor.inner_text("main"):
                break
            visitor.wait_for_timeout(500)
        expect(visitor.locator("main")).to_contain_text("mình nghe đây")
    assert before >= 0


def test_an_sms_reaches_the_console_and_the_answer_reaches_the_phone(browser, portal):
    number = "+84912345603"
    phone = person(browser, portal)
    phone.goto(f"/demo/phone/?number={number.replace('+', '%2B')}")
    phone.fill("[name=body]", "Cho em hỏi về chỗ tư vấn gần nhà ạ")
    phone.locator(".dv-phone__write button").click()

    counsellor = staff(browser, portal, "counsellor2@demo.example")
    counsellor.goto("/staff/hotline/")
    for _ in range(40):
        if counsellor.get_by_text("chỗ tư vấn gần nhà").count():
            break
        row = counsellor.locator("[data-list=waiting] li").filter(has_text=re.compile("tin nhắn|SMS|text", re.I)).last
        if row.count():
            row.locator("button").click()
        counsellor.wait_for_timeout(700)
    expect(counsellor.locator("[data-log]")).to_contain_text("chỗ tư vấn gần nhà")
    counsellor.fill("#reply", "Dạ có, mình gửi địa chỉ ngay.")
    counsellor.keyboard.press("Enter")
    assert sms_of(browser, portal, number, "(mình gửi địa chỉ ngay)")


def test_leaving_quickly_works_without_script_and_forgets(browser, portal):
    visitor = person(browser, portal, script=False)
    visitor.goto("/tro-chuyen/")
    visitor.locator("main button.dv-topic[value=self]").click()
    assert visitor.context.cookies()
    answer = visitor.request.get("/thoat/", max_redirects=0)
    assert (answer.status, "Clear-Site-Data".lower() in answer.headers) == (303, True)
    assert not [cookie for cookie in visitor.context.cookies() if cookie["name"].startswith("dv_")]


def test_an_editor_writes_previews_and_submits_a_publisher_approves_and_the_visitor_sees_it(browser, portal):
    editor = staff(browser, portal, "editor@demo.example")
    answer = editor.request.get("/cms/api/main/pages/?fields=title&slug=tim-hieu").json()
    section = answer["items"][0]["id"]
    editor.goto(f"/cms/pages/add/cms/articlepage/{section}/")
    title = f"Đăng ký thế nào, ai đọc hồ sơ? {uuid.uuid4().hex[:6]}"
    slug = "dang-ky-the-nao-ai-doc-ho-so-" + title[-6:]
    editor.locator("#id_title").press_sequentially(title)
    editor.keyboard.press("Tab")
    editor.get_by_role("tab", name=re.compile("Promote|Quảng bá|Quảng cáo", re.I)).click()
    expect(editor.locator("#id_slug")).to_have_value(slug)
    editor.fill("#id_summary", "Ai nhận, ai quyết định, và bạn xem lại ở đâu.")
    editor.locator("button[name=action-submit]").first.click()
    editor.wait_for_url(re.compile(r"/cms/pages/\d+/"))
    page_id = editor.request.get(f"/cms/api/main/pages/?slug={slug}&fields=_,id").json()["items"][0]["id"]
    visitor = person(browser, portal)
    assert visitor.request.get(f"/tim-hieu/{slug}/").status == 404
    assert editor.request.get(f"/cms/pages/{page_id}/view_draft/").status == 200

    publisher = staff(browser, portal, "publisher@demo.example")
    publisher.goto(f"/cms/pages/{page_id}/edit/")
    approve = publisher.locator("button[data-workflow-action-name=approve]").first
    if not approve.is_visible():
        publisher.locator("footer [data-w-dropdown-target=toggle]").first.click()
    approve.click()
    publisher.wait_for_load_state()
    for _ in range(40):
        if visitor.request.get(f"/tim-hieu/{slug}/").status == 200:
            break
        visitor.wait_for_timeout(250)
    visitor.goto(f"/tim-hieu/{slug}/")
    expect(visitor.locator("h1")).to_have_text(title)
