"""The chat and the console in a real browser, against the real server."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.core.management import call_command

from hotline.conversations.models import Conversation, Message
from tests.hotline.server import running
from tests.hotline.sockets import signed_in

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("hotline-browser"),
]


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("collectstatic", interactive=False, verbosity=0)
        with running(workers=1) as one:
            yield one


@pytest.fixture
def base(server):
    return f"http://127.0.0.1:{server.port}"


@pytest.fixture
def phone(browser):
    context = browser.new_context(viewport={"width": 360, "height": 740})
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def begin(page, base):
    page.goto(f"{base}/tro-chuyen/")
    page.get_by_role("button", name="Chuyện của người nhà tôi").click()
    page.wait_for_selector(".dv-chat--live")


def write(page, words):
    page.fill("#chat-body", words)
    page.get_by_role("button", name="Gửi", exact=True).click()


def test_a_person_and_a_counsellor_talk(phone, browser, base, counsellor):
    begin(phone, base)
    write(phone, "Tôi lo cho con tôi")
    phone.wait_for_selector(".dv-bubble--visitor[data-seq]")
    desk = browser.new_context(viewport={"width": 1366, "height": 900})
    desk.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": signed_in(counsellor), "url": base}])
    console = desk.new_page()
    console.goto(f"{base}/staff/hotline/")
    console.locator("[data-list=waiting] button").click()
    console.get_by_text("Tôi lo cho con tôi").wait_for()
    phone.locator(".dv-bubble--visitor", has_text="Đã đọc").wait_for()
    console.fill("#reply", "/nghe")
    console.press("#reply", "Enter")
    console.press("#reply", "Enter")
    phone.locator(".dv-bubble--counsellor", has_text="Cảm ơn bạn đã kể").wait_for()
    console.fill("#reply", "còn dở")
    console.reload()
    console.locator("[data-list=mine] button").click()
    assert console.input_value("#reply") == "còn dở"
    desk.close()


def test_where_sockets_are_blocked_the_long_poll_carries_both_ways(phone, base):
    phone.route_web_socket("**/tro-chuyen/ws", lambda ws: ws.close())
    begin(phone, base)
    write(phone, "anh tôi bị quá liều")
    phone.locator(".dv-bubble--visitor[data-seq]").wait_for()
    phone.locator(".dv-help__call", has_text="115").first.wait_for()
    assert Message.objects.filter(author="visitor").count() == 1


def test_words_written_without_a_line_are_kept_over_a_reload_and_sent_once(phone, base):
    blocked = [True]
    phone.route_web_socket("**/tro-chuyen/ws", lambda ws: ws.close() if blocked[0] else ws.connect_to_server())
    phone.route("**/tro-chuyen/tin*", lambda route: route.abort() if blocked[0] else route.continue_())
    begin(phone, base)
    write(phone, "đừng làm mất lời tôi")
    phone.locator(".dv-bubble--visitor", has_text="Đang gửi").wait_for()
    phone.reload()
    phone.locator(".dv-bubble--visitor", has_text="đừng làm mất lời tôi").wait_for()
    assert not Message.objects.filter(author="visitor").exists()
    blocked[0] = False
    phone.locator(".dv-bubble--visitor[data-seq]", has_text="đừng làm mất lời tôi").wait_for()
    assert Message.objects.filter(author="visitor").count() == 1
    assert phone.evaluate("sessionStorage.length") == 0


def test_erasing_leaves_nothing_on_the_page_or_in_the_tab(phone, base):
    begin(phone, base)
    write(phone, "quên tôi đi")
    phone.wait_for_selector(".dv-bubble--visitor[data-seq]")
    phone.get_by_role("button", name="Rời đi và xóa tất cả").click()
    phone.get_by_text("Đã xóa tất cả").wait_for()
    assert Conversation.objects.get().erased_at
    assert "quên tôi đi" not in phone.content()
    assert phone.evaluate("sessionStorage.length + localStorage.length") == 0


def test_the_chat_fits_320_pixels_and_its_script_is_light(phone, base):
    sizes = []
    phone.on("response", lambda answer: sizes.append(len(answer.body())) if answer.url.endswith(".mjs") else None)
    phone.set_viewport_size({"width": 320, "height": 640})
    begin(phone, base)
    write(phone, "https://example.org/" + "rấtdài" * 40)
    phone.wait_for_selector(".dv-bubble--visitor[data-seq]")
    assert phone.evaluate("document.documentElement.scrollWidth") <= 320
    assert 0 < sum(sizes) < 30_000


def test_axe_finds_nothing_on_the_chat_and_the_console(phone, browser, base, counsellor, started):
    phone.goto(f"{base}/tro-chuyen/")
    assert faults_of(phone) == []
    begin(phone, base)
    write(phone, "anh tôi bị quá liều")
    phone.wait_for_selector(".dv-help__call")
    assert faults_of(phone) == []
    desk = browser.new_context(viewport={"width": 1366, "height": 900})
    desk.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": signed_in(counsellor), "url": base}])
    console = desk.new_page()
    console.goto(f"{base}/staff/hotline/")
    console.locator("[data-list=waiting] button").first.click()
    console.locator("[data-writing]").wait_for()
    console.keyboard.press("Alt+p")
    console.fill("#note", "một ghi chú")
    console.locator("[data-note] button").click()
    console.locator("[data-notes] li").wait_for()
    for fold in console.locator("details").all():
        fold.evaluate("fold => { fold.open = true }")
    assert faults_of(console) == []
    console.keyboard.press("Alt+Slash")
    console.locator("dialog[open]").wait_for()
    assert faults_of(console) == []
    console.keyboard.press("Escape")
    for width in (1024, 360):
        console.set_viewport_size({"width": width, "height": 740})
        assert console.evaluate("document.documentElement.scrollWidth") <= width
    desk.close()


@pytest.fixture
def desk(browser, base, counsellor):
    """A counsellor's browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 800}, base_url=base)
    context.set_default_timeout(20_000)
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": signed_in(counsellor), "url": base}])
    yield context
    context.close()


def test_the_console_keeps_what_is_unsent_and_gives_three_seconds(phone, desk, base):
    begin(phone, base)
    console = desk.new_page()
    told = []
    console.on("websocket", lambda ws: ws.on("framesent", lambda data: told.append(data)))  # noqa: PLW0108
    console.goto("/staff/hotline/")
    console.locator("[data-list=waiting] button").click()
    box = console.locator("#reply")
    box.fill("lời vội")
    box.press("Enter")
    console.get_by_role("button", name="Lấy lại").click()
    assert box.input_value() == "lời vội"
    box.fill("Chào bạn /ngh")
    box.press_sequentially("e")
    box.press("Enter")
    assert box.input_value().startswith("Chào bạn Cảm ơn bạn đã kể")
    box.fill("lời nghĩ kỹ")
    box.press("Enter")
    phone.locator(".dv-bubble--counsellor", has_text="lời nghĩ kỹ").wait_for()
    assert not Message.objects.filter(author="counsellor").exclude(seq=Message.objects.last().seq).exists()
    told.clear()
    console.keyboard.press("Alt+p")
    console.locator("#note").fill("hỏi trưởng ca")
    box.evaluate("box => box.checkVisibility()") or console.keyboard.press("Alt+l")
    box.fill("câu còn dở")
    console.wait_for_function(
        "() => JSON.parse(sessionStorage['dv-console-drafts'] || '{}') && "
        "Object.values(JSON.parse(sessionStorage['dv-console-drafts'])).every(one => !one.mark)"
    )
    assert [frame for frame in told if '"typing"' in frame] == [frame for frame in told if '"typing"' in frame][:1]
    other = desk.new_page()
    other.goto("/staff/hotline/")
    other.locator("[data-list=mine] button").click()
    other.wait_for_function("() => document.querySelector('#reply').value === 'câu còn dở'")
    assert other.input_value("#note") == "hỏi trưởng ca"
    console.reload()
    console.wait_for_function("() => document.querySelector('#reply').value === 'câu còn dở'")


def test_the_console_rings_until_somebody_answers_and_says_when_it_is_not_live(phone, desk, base):
    console = desk.new_page()
    console.add_init_script("""
        window.tones = 0;
        const made = AudioContext.prototype.createOscillator;
        AudioContext.prototype.createOscillator = function () { window.tones += 1; return made.call(this); };
    """)
    deaf = [False]

    def pass_on(ws):
        server = ws.connect_to_server()
        server.on_message(lambda data: None if deaf[0] else ws.send(data))

    console.route_web_socket("**/staff/hotline/ws", pass_on)
    console.clock.install()
    console.goto("/staff/hotline/")
    console.locator("[data-live][data-how=live]").wait_for()
    console.get_by_role("heading", name="Đồng nghiệp", exact=True).click()
    console.get_by_role("button", name="Có, tôi nghe thấy").click()
    begin(phone, base)
    console.wait_for_function("() => document.title.startsWith('(1)')")
    for _ring in range(2):
        before = console.evaluate("tones")
        console.clock.fast_forward(4000)
        console.wait_for_function(f"() => tones > {before}")
    console.keyboard.press("Alt+n")
    console.locator("[data-writing]").wait_for()
    console.wait_for_function("() => !document.title.startsWith('(')")
    after = console.evaluate("tones")
    console.clock.fast_forward(7000)
    assert console.evaluate("tones") == after
    deaf[0] = True
    console.clock.fast_forward(6000)
    console.clock.fast_forward(12000)
    console.locator("[data-live][data-how=stale]").wait_for()
    console.fill("#reply", "không mất")
    console.press("#reply", "Enter")
    console.clock.fast_forward(4000)
    console.get_by_text("1 tin chưa gửi").wait_for()
    deaf[0] = False
    console.clock.fast_forward(30000)
    phone.locator(".dv-bubble--counsellor", has_text="không mất").wait_for()
    assert Message.objects.filter(author="counsellor").count() == 1


def faults_of(page):
    """The names of the rules of WCAG 2.2 AA that axe finds broken, with the element."""
    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
    found = Axe().run(page, options=options).response["violations"]
    return [(fault["id"], node["html"][:120]) for fault in found for node in fault["nodes"]]
