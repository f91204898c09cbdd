"""The visitor's room in a real browser: what a screen reader hears, pictures, drafts, lost networks, the end."""

import io
import re
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import call_command
from PIL import Image

from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.close import close
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.visitor.models import Satisfaction
from tests.hotline.server import running
from tests.hotline.test_in_a_browser import faults_of

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True),
    pytest.mark.xdist_group("hotline-browser"),
]
ALOUD = Path(__file__).with_name("room_aloud.yml")
"""The room as a screen reader goes through it; written anew by hand when the page changes on purpose."""


@pytest.fixture(scope="module")
def server(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        call_command("collectstatic", interactive=False, verbosity=0)
        with running(workers=1) as one:
            yield one


@pytest.fixture
def phone(browser, server):
    base = f"http://127.0.0.1:{server.port}"
    context = browser.new_context(viewport={"width": 360, "height": 740}, base_url=base, locale="vi-VN")
    context.set_default_timeout(20_000)
    yield context.new_page()
    context.close()


def begin(page, topic="Chuyện của người nhà tôi"):
    page.goto("/tro-chuyen/")
    page.get_by_role("button", name=topic).click()
    page.wait_for_selector(".dv-chat--live")


def write(page, words):
    page.fill("#chat-body", words)
    page.get_by_role("button", name="Gửi", exact=True).click()


def answer(counsellor, words, card=None):
    conversation = Conversation.objects.get()
    if conversation.state == "waiting":
        take(conversation.pk, counsellor)
    post_message(conversation.pk, Author.COUNSELLOR, str(uuid4()), words, sender=counsellor, card=card)


def test_a_screen_reader_hears_the_room_in_order_and_new_messages_politely(phone, counsellor):
    begin(phone)
    write(phone, "Tôi lo cho con tôi")
    phone.locator(".dv-bubble--visitor[data-seq]").wait_for()
    answer(counsellor, "Chào chị, tôi đang đọc.", {"kind": "page", "title": "Cách mở lời", "url": "/tim-kiem/"})
    phone.locator(".dv-bubble--counsellor").wait_for()
    phone.locator(".dv-bubble--visitor", has_text="Đã đọc").wait_for()
    log = phone.get_by_role("log")
    assert (log.get_attribute("aria-live"), log.get_attribute("aria-relevant")) == ("polite", "additions")
    heard = re.sub(r"\d\d:\d\d", "HH:MM", phone.locator("main").aria_snapshot()) + "\n"
    heard = re.sub(r"Chào bạn\. .*", "(lời chào)", heard)  # it says whether the line is open at this hour
    assert heard == ALOUD.read_text(encoding="utf-8")


def test_the_whole_room_by_keyboard(phone):
    begin(phone)
    phone.focus("[data-chat-log]")
    phone.keyboard.press("Tab")
    phone.keyboard.type("chỉ bằng phím")
    phone.keyboard.press("Tab")
    assert phone.evaluate("document.activeElement.value") == "send"
    phone.keyboard.press("Enter")
    phone.locator(".dv-bubble--visitor[data-seq]", has_text="chỉ bằng phím").wait_for()
    assert phone.evaluate("document.activeElement.id") == "chat-body"


def test_a_picture_goes_without_leaving_the_page_and_axe_finds_nothing(phone, tmp_path):
    Image.effect_noise((2400, 900), 80).convert("RGB").save(tmp_path / "anh.png")
    begin(phone, "Có người đang nguy hiểm")
    phone.locator(".dv-help__call", has_text="115").last.wait_for()
    phone.locator(".dv-chat__picture summary").click()
    phone.set_input_files("#picture-file", tmp_path / "anh.png")
    phone.get_by_role("button", name="Gửi ảnh này").click()
    shown = phone.locator(".dv-bubble__picture img")
    shown.wait_for()
    own = phone.request.get(shown.get_attribute("src")).body()
    assert max(Image.open(io.BytesIO(own)).size) == 1600  # made small on the phone
    assert faults_of(phone) == []
    phone.set_viewport_size({"width": 1280, "height": 900})
    assert faults_of(phone) == []


def test_half_written_words_stay_over_a_reload_and_never_land_in_another_conversation(phone):
    begin(phone)
    phone.fill("#chat-body", "dở dang")
    phone.reload()
    phone.wait_for_selector(".dv-chat--live")
    assert phone.input_value("#chat-body") == "dở dang"
    phone.context.clear_cookies()
    begin(phone)
    assert phone.input_value("#chat-body") == ""
    assert phone.evaluate("sessionStorage.length") == 0


def test_a_lost_network_is_said_at_once_and_words_go_when_it_is_back(phone):
    begin(phone)
    write(phone, "trước đó")
    phone.locator(".dv-bubble--visitor[data-seq]").wait_for()
    phone.context.set_offline(True)
    phone.get_by_role("status").filter(has_text="Mất đường truyền").wait_for()
    write(phone, "viết lúc mất mạng")
    phone.locator(".dv-bubble--visitor", has_text="Đang gửi").wait_for()
    phone.context.set_offline(False)
    phone.locator(".dv-bubble--visitor[data-seq]", has_text="viết lúc mất mạng").wait_for()
    assert Message.objects.filter(author="visitor").count() == 2


def test_while_nobody_looks_the_title_counts_and_says_nothing_else(phone, counsellor):
    begin(phone)
    title = phone.title()
    phone.evaluate("Object.defineProperty(document, 'hidden', {value: true, configurable: true})")
    answer(counsellor, "Tôi ở đây")
    phone.locator(".dv-bubble--counsellor").wait_for()
    assert phone.title() == f"(2) {title}"  # the service said that somebody came, then the counsellor wrote
    assert not phone.is_checked("#chat-sound")


def test_at_the_end_the_questions_come_by_themselves_and_every_page_is_clean(phone, counsellor):
    phone.goto("/tro-chuyen/")
    assert faults_of(phone) == []
    begin(phone)
    phone.goto("/tro-chuyen/cach-khac/")
    assert faults_of(phone) == []
    phone.goto("/tro-chuyen/ghi-lai/")
    assert faults_of(phone) == []
    phone.goto("/tro-chuyen/")
    phone.wait_for_selector(".dv-chat--live")
    answer(counsellor, "Tạm biệt chị")
    close(Conversation.objects.get().pk, counsellor)
    phone.get_by_text("Hai câu hỏi").wait_for()
    for width in (1280, 320):
        phone.set_viewport_size({"width": width, "height": 800})
        assert phone.evaluate("document.documentElement.scrollWidth") <= width
        assert faults_of(phone) == []
    phone.get_by_label("5", exact=True).check()
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    phone.get_by_text("Cảm ơn bạn. Câu trả lời").wait_for()
    assert Satisfaction.objects.get().score == 5
