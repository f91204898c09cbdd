"""What only a real browser can tell: weight, requests, width, no script, the editor's slug field and preview."""

import gzip
import io

import pytest
from axe_playwright_python.sync_playwright import Axe
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice
from playwright.sync_api import expect

from cms import demo
from cms.models import ArticlePage, SectionIndexPage
from portal.accounts.models import Posting, Role, User
from portal.places.loader import load
from portal.places.models import Facility, Ward
from portal.ui import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
HEAVIEST = 60_000  # bytes of a first view
MOST_REQUESTS = 8
PAGES = ["/", "/tim-hieu/", "/tim-hieu/so-sanh-cac-lua-chon/", "/tim-hieu/hoi-va-dap/", "/van-ban/", "/tim-kiem/?q=nha"]
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
PASSWORD = "mat-khau-rat-dai"


@pytest.fixture(scope="module", autouse=True)
def _built():
    assert build.main([]) == 0


@pytest.fixture
def site(live_server):
    """The demo site on a real port."""
    demo.load(0.1, io.StringIO())
    return live_server.url


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(15_000)
    yield context.new_page()
    context.close()


def weight(response) -> int:
    """Bytes on the wire: our static texts leave compressed (whitenoise); pages are counted as they are."""
    body = response.body()
    kind = response.headers.get("content-type", "")
    return len(gzip.compress(body)) if "css" in kind or "javascript" in kind or "svg" in kind else len(body)


def test_a_content_page_is_light_and_asks_nobody_else(site, browser):
    for path in PAGES:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        page, responses = context.new_page(), []
        page.on("response", lambda response, seen=responses: seen.append(response))
        page.goto(site + path)
        page.wait_for_load_state("networkidle")
        assert [response.url for response in responses if not response.url.startswith(site)] == []
        assert len(responses) <= MOST_REQUESTS
        assert sum(weight(response) for response in responses) <= HEAVIEST
        context.close()


def test_nothing_is_wider_than_the_screen(site, tab):
    for width in (320, 360, 1280):
        tab.set_viewport_size({"width": width, "height": 800})
        for path in [*PAGES, "/van-ban/163-2026-nd-cp/", "/en/learn/compare-the-choices/"]:
            tab.goto(site + path)
            assert tab.evaluate("document.documentElement.scrollWidth") == width, path


def test_axe_finds_no_fault(site, tab):
    for path in [*PAGES, "/van-ban/116-2021-nd-cp/"]:
        tab.goto(site + path)
        results = Axe().run(tab, options=AXE)
        assert results.violations_count == 0, results.generate_report()


def test_a_visitor_without_javascript_searches_opens_and_reads(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    tab = context.new_page()
    tab.goto(site + "/tim-kiem/")
    tab.get_by_role("searchbox").fill("qua lieu")
    tab.get_by_role("button", name="Tìm kiếm").click()
    tab.get_by_role("link", name="Quá liều: việc cần làm ngay").click()
    assert tab.get_by_role("link", name="Gọi 115").first.is_visible()
    tab.get_by_role("link", name="English").click()
    assert tab.get_by_role("heading", level=1).inner_text() == "Overdose: what to do now"
    context.close()


@pytest.fixture
def editor_tab(site, browser):
    """An editor's browser, signed in with both factors, wide enough for Wagtail."""
    user = User.objects.create_user("bien.tap@example.org", PASSWORD, full_name="Bùi Biên")
    Posting.objects.create(user=user, role=Role.EDITOR)
    device = TOTPDevice.objects.create(user=user, name="authenticator")
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    context.set_default_timeout(20_000)
    tab = context.new_page()
    tab.goto(site + "/staff/sign-in/")
    tab.locator("[name=email]").fill(user.email)
    tab.locator("[name=password]").fill(PASSWORD)
    tab.locator("main form button[type=submit]").click()
    tab.locator("[name=otp_token]").fill(f"{totp(device.bin_key):06d}")
    tab.locator("main form button[type=submit]").click()
    tab.wait_for_url("**/staff/**")
    yield tab
    context.close()


def test_the_editors_slug_field_folds_vietnamese_as_the_server_does(site, editor_tab):
    section = SectionIndexPage.objects.get(slug="tim-hieu")
    editor_tab.goto(f"{site}/cms/pages/add/cms/articlepage/{section.pk}/")
    editor_tab.locator("#id_title").press_sequentially("Đăng ký cai nghiện ở Ỷ Tý")
    editor_tab.locator("#id_title").press("Tab")
    expect(editor_tab.locator("#id_slug")).to_have_value("dang-ky-cai-nghien-o-y-ty")


def test_the_preview_opens_beside_the_editor(site, editor_tab):
    page = ArticlePage.objects.get(slug="su-kien")
    editor_tab.goto(f"{site}/cms/pages/{page.pk}/edit/")
    editor_tab.wait_for_load_state("networkidle")
    editor_tab.locator("[data-side-panel-toggle=preview]").click()
    frame = editor_tab.frame_locator("#w-preview-iframe")
    frame.get_by_role("heading", level=1, name=page.title).wait_for()


def test_the_editors_room_asks_no_other_host(site, editor_tab):
    asked = []
    editor_tab.on("request", lambda request: asked.append(request.url))
    editor_tab.goto(site + "/cms/")
    editor_tab.wait_for_load_state("networkidle")
    assert [url for url in asked if not url.startswith((site, "data:", "blob:"))] == []


def test_screening_with_script_sends_nothing(live_server, tab):
    tab.goto(live_server.url + "/sang-loc/")
    tab.wait_for_load_state("networkidle")
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.locator("#often-4").check()
    tab.locator("#more-2").check()
    tab.locator("#danger-1").check()
    tab.locator("#mix-1").check()
    tab.locator("#screening button").click()
    expect(tab.locator("[data-outcome=see]")).to_be_visible()
    expect(tab.locator("[data-flag=danger]")).to_be_visible()
    expect(tab.locator("[data-outcome=keep]")).to_be_hidden()
    assert asked == []
    assert "?" not in tab.url


def test_the_directory_sorts_by_distance_without_telling_the_position(live_server, browser):
    load()
    ward = Ward.objects.get(code="00070")
    for name, latitude in (("An Xa", 10.8), ("Gần", 21.03)):
        Facility.objects.create(
            name=name, folded=name, ward=ward, kind="club", address="1", latitude=latitude, longitude=105.8
        )
    here = {"latitude": 21.0, "longitude": 105.8}
    context = browser.new_context(geolocation=here, permissions=["geolocation"])
    tab, asked = context.new_page(), []
    tab.goto(live_server.url + "/co-so/")
    tab.wait_for_load_state("networkidle")
    tab.on("request", lambda request: asked.append(request.url))
    tab.locator("#near button").click()
    expect(tab.locator("#places h2").first).to_have_text("Gần")
    assert asked == [live_server.url + "/co-so/du-lieu.json"]
    context.close()
