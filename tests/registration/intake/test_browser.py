"""A real Chromium without script at 320 px fills in the whole form; with script every page passes axe."""

import pytest

from registration.casework.models import Registration
from registration.intake.steps import BY_SLUG

from .test_papers import picture

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
        "dang-ky/da-luu",
        "dang-ky/luu-y",
        "dang-ky/sau-khi-dang-ky",
        "tra-cuu",
        "dang-ky/tiep-tuc",
    ):
        page.goto(f"{live_server.url}/{path}/")
        look(path)
    context.close()
    assert faults == {}
