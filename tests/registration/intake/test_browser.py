"""A real Chromium without script at 320 px fills in the whole form; with script every page passes axe."""

import re

import pytest
from playwright.sync_api import expect

from portal.places.models import PlaceName
from registration.casework.models import Registration
from registration.intake.steps import BY_SLUG
from tests.portal.privacy.sample_files import picture
from tests.registration.casework.cast import make_cast, signed_in

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.django_db(transaction=True)]


def go_on(page):
    page.locator(".govuk-button-group button[value=next]").click()


def test_the_whole_form_works_without_script_on_the_smallest_phone(browser, wards, live_server, tmp_path):
    context = browser.new_context(viewport={"width": 320, "height": 640}, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-ky/")
    page.locator("form[action='/dang-ky/'] button").click()
    page.check("#id_writer_0")
    page.check("input[name=determination_result][value=yes]")
    page.fill("#id_determination_date", "1/10/2026")
    go_on(page)
    page.fill("#id_full_name", "Nguyễn Văn Ẩn")
    page.fill("#id_date_of_birth", "1/2/1990")
    page.check("input[name=sex][value=male]")
    page.check("input[name=id_kind][value=none]")
    go_on(page)
    page.select_option("#id_residence_province", "01")
    page.locator("button[value=wards]").first.click()
    page.select_option("#id_residence_ward", "00082")
    page.fill("#id_residence_address", "Số 5 phố Hàng Thử")
    page.check("input[name=residence_stable][value=yes]")
    go_on(page)
    page.fill("#id_phone", "0900 000 123")
    page.check("input[name=contact_consent][value=none]")
    for _step in ("lien-he", "hoc-van-viec-lam", "tinh-trang"):
        go_on(page)
    page.check("input[name=intended_place][value=undecided]")
    go_on(page)
    page.set_input_files("#id_documents", {"name": "kết quả.jpg", "mimeType": "image/jpeg", "buffer": picture()})
    go_on(page)
    page.check("#id_truthful")
    page.check("#id_consent_processing")
    go_on(page)
    page.locator("button[name=finish]").click()
    registration = Registration.objects.get()
    assert registration.display_code in page.content()
    assert (registration.status, registration.documents.count()) == ("prepared", 1)
    context.close()


def test_enter_goes_on_and_the_first_visible_button_can_be_pressed(browser, wards, live_server):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-ky/")
    page.locator("form[action='/dang-ky/'] button").click()
    page.check("#id_writer_0")
    page.check("input[name=determination_result][value=no]")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/dang-ky/luu-y/**")
    page.goto(f"{live_server.url}/dang-ky/noi-o/")
    page.check("input[name=residence_stable][value=yes]")
    page.select_option("#id_residence_province", "01")
    page.locator("button[value=wards]").first.click()
    page.select_option("#id_residence_ward", "00082")
    page.fill("#id_residence_address", "Số 5 phố Hàng Thử")
    page.press("#id_residence_address", "Enter")
    page.wait_for_url("**/dang-ky/lien-he/**")
    context.close()


def test_every_step_passes_axe_as_it_is_and_in_error(browser, wards, live_server):
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    page, axe = context.new_page(), Axe()
    faults = {}

    def look(name):
        page.wait_for_load_state("networkidle")
        found = [fault["id"] for fault in axe.run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if found or wide:
            faults[name] = (found, wide)

    page.goto(f"{live_server.url}/dang-ky/")
    look("crossing")
    page.locator("form[action='/dang-ky/'] button").click()
    for slug in BY_SLUG:
        page.goto(f"{live_server.url}/dang-ky/{slug}/")
        if f"/{slug}/" not in page.url:
            continue  # does not apply
        look(slug)
        go_on(page)
        look(f"{slug} in error")
    for path in (
        "dang-ky/kiem-tra",
        "dang-ky/muc-luc",
        "dang-ky/da-luu",
        "dang-ky/luu-y",
        "dang-ky/luu-y/?sau=bat-dau",
        "dang-ky/xac-nhan",
        "dang-ky",
        "dang-ky/sau-khi-dang-ky",
        "tra-cuu",
        "dang-ky/tiep-tuc",
    ):
        page.goto(f"{live_server.url}/{path}" + ("" if "?" in path else "/"))
        look(path)
    context.close()
    assert faults == {}


def test_a_ward_is_found_while_typing_and_chosen_with_the_keyboard(browser, wards, live_server):
    PlaceName.objects.create(
        ward=wards["00070"],
        code="00070",
        kind="phuong",
        name="Hoàn Kiếm",
        text="hoan kiem",
        searched=" hoan kiem ha noi",
    )
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/dang-ky/")
    page.locator("form[action='/dang-ky/'] button").last.click()
    page.goto(f"{live_server.url}/dang-ky/noi-o/")
    box = page.get_by_role("combobox", name="Tên xã, phường nơi bạn đang sống")
    box.press_sequentially("hoan k")
    page.get_by_role("option", name="phường Hoàn Kiếm").wait_for()
    assert box.get_attribute("aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    assert box.get_attribute("aria-activedescendant") == page.get_by_role("option").first.get_attribute("id")
    page.keyboard.press("Enter")
    page.wait_for_function("document.querySelector('#id_residence_ward').value === '00070'")
    assert page.input_value("#id_residence_province") == "01"
    assert box.get_attribute("aria-expanded") == "false"
    page.fill("#id_residence_address", "Số 5 phố Hàng Thử")
    page.check("input[name=residence_stable][value=yes]")
    go_on(page)
    page.wait_for_url("**/dang-ky/lien-he/**")
    context.close()
    assert faults == []


def test_questions_appear_only_where_an_answer_calls_for_them(browser, wards, live_server):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{live_server.url}/dang-ky/")
    page.locator("form[action='/dang-ky/'] button").last.click()
    expect(page.locator("#id_determination_date")).to_be_hidden()  # once the script has run
    page.check("input[name=determination_result][value=yes]")
    expect(page.locator("#id_determination_date")).to_be_visible()
    context.close()


def test_the_desks_form_passes_axe_as_it_is_and_in_error(browser, db, live_server):
    from axe_playwright_python.sync_playwright import Axe

    client = signed_in(make_cast().officer)
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True)
    context.add_cookies([{"name": "dv_staff", "value": client.cookies["dv_staff"].value, "url": live_server.url}])
    page, axe = context.new_page(), Axe()
    faults = {}

    def look(name):
        page.wait_for_load_state("networkidle")
        found = [fault["id"] for fault in axe.run(page).response["violations"]]
        wide = page.evaluate("document.documentElement.scrollWidth > innerWidth")
        if found or wide:
            faults[name] = (found, wide)

    page.goto(f"{live_server.url}/staff/registrations/new/")
    look("new")
    page.check("input[name=origin][value=desk]")
    page.locator("main button.govuk-button").first.click()
    for slug in ("bat-dau", "noi-o", "cam-ket"):
        page.goto(re.sub(r"/[a-z-]+/$", f"/{slug}/", page.url))
        look(slug)
        go_on(page)
        look(f"{slug} in error")
    page.locator("button[value=topics]").click()
    look("check")
    context.close()
    assert faults == {}
