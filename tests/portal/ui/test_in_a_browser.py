"""What only a real browser can tell: leaving, focus, width, contrast."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from portal.ui import build

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
GUIDE = "/demo/ui/"
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module", autouse=True)
def _built():
    assert build.main([]) == 0


@pytest.fixture
def site(live_server, settings):
    """Our own pages, and a harmless page in the place of the outside."""
    settings.QUICK_EXIT_URL = f"{live_server.url}/en/tro-giup-tiep-can/"
    return live_server.url


@pytest.fixture
def tab(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(10_000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_nothing_is_wider_than_the_screen(site, tab, width):
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto(site + GUIDE)
    assert tab.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("colours", ["none", "active"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_no_fault(site, browser, width, colours):
    context = browser.new_context(viewport={"width": width, "height": 800}, forced_colors=colours)
    tab = context.new_page()
    tab.goto(f"{site}{GUIDE}?sai=1")
    results = Axe().run(tab, options=AXE)
    context.close()
    assert results.violations_count == 0, results.generate_report()


def test_no_request_leaves_our_own_address(site, tab):
    asked = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.goto(site + GUIDE)
    assert [url for url in asked if not url.startswith(site)] == []
    assert len(asked) <= 8


def test_leaving_replaces_the_page_and_forgets_what_the_tab_kept(site, tab):
    tab.goto(site + "/tro-giup-tiep-can/")
    tab.goto(site + GUIDE)
    tab.evaluate("sessionStorage.setItem('word', 'secret')")
    tab.locator("[data-quick-exit]").click()
    tab.wait_for_url("**/en/tro-giup-tiep-can/")
    assert tab.evaluate("sessionStorage.getItem('word')") is None
    tab.go_back()
    assert GUIDE not in tab.url


def test_the_page_is_blank_in_the_moment_of_the_press(site, tab):
    tab.goto(site + GUIDE)
    # Read in the very task of the press, long before any answer from the network.
    shown, title = tab.evaluate(
        """() => {
          document.querySelector("[data-quick-exit]").click();
          return [getComputedStyle(document.body).display, document.title];
        }"""
    )
    assert (shown, title) == ("none", "…")


def test_shift_three_times_leaves(site, browser):
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    tab = context.new_page()
    tab.goto(site + GUIDE)
    for _ in range(3):
        tab.keyboard.press("Shift")
    tab.wait_for_url("**/en/tro-giup-tiep-can/")
    context.close()


def test_another_tab_of_ours_leaves_too(site, tab):
    other = tab.context.new_page()
    other.goto(site + GUIDE)
    tab.goto(site + GUIDE)
    tab.locator("[data-quick-exit]").click()
    other.wait_for_url("**/en/tro-giup-tiep-can/")


def test_leaving_works_without_script(site, browser):
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site + GUIDE)
    tab.locator("[data-quick-exit]").click()
    tab.wait_for_url("**/en/tro-giup-tiep-can/")
    context.close()


def test_what_has_the_focus_is_never_behind_the_exit_button(site, tab):
    tab.goto(site + GUIDE)
    hidden = tab.evaluate(
        """async () => {
          const exit = document.querySelector("[data-quick-exit]").getBoundingClientRect();
          const found = [];
          for (const element of document.querySelectorAll("main a, main button, main input, main select, main textarea, footer a")) {
            element.scrollIntoView({ block: "nearest" });
            element.focus();
            const box = element.getBoundingClientRect();
            const inside = box.top >= exit.top && box.bottom <= exit.bottom && box.left >= exit.left && box.right <= exit.right;
            if (inside) found.push(element.outerHTML.slice(0, 80));
          }
          return found;
        }"""
    )
    assert hidden == []


def test_after_mistakes_the_focus_is_on_the_summary(site, tab):
    tab.goto(f"{site}{GUIDE}?sai=1")
    assert tab.evaluate("document.activeElement.className") == "govuk-error-summary"
    tab.locator(".govuk-error-summary a").first.click()
    assert tab.evaluate("document.activeElement.id") == "id_full_name"


def test_stacked_marks_are_not_cut_off(site, tab):
    tab.goto(site + GUIDE)
    too_tight = tab.evaluate(
        """() => [...document.querySelectorAll("body *")].filter((element) => {
          const style = getComputedStyle(element);
          const own = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
          return own && style.lineHeight !== "normal" && parseFloat(style.lineHeight) < 1.3 * parseFloat(style.fontSize);
        }).map((element) => element.outerHTML.slice(0, 90))"""
    )
    assert too_tight == []
