"""The console's page and its own parts: keys, ready replies, places, what was before, the form of the handover."""

from datetime import date

import pytest
from django.conf import settings
from django.test import Client

from hotline.console.console_panels import handover as handover_panel
from hotline.console.handover_form import SEXES, WRITERS, HandoverForm
from hotline.console.keys import KEYS
from hotline.console.services.history import earlier
from hotline.conversations.models import Conversation, Message
from hotline.conversations.services.end import end
from hotline.conversations.services.erase import erase
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.take import take
from portal.places.models import Facility, PlaceName, Province, Ward
from portal.privacy import handover
from registration.intake.prefill import answers_of
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, counsellor):
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(counsellor)
    return client


@pytest.fixture
def ward(db):
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    ward = Ward.objects.create(code="00070", name="Hoàn Kiếm", folded="hoan kiem", kind="phuong", province=province)
    PlaceName.objects.create(
        ward=ward, code="00070", kind="phuong", name="hoàn kiếm", text="hoan kiem", searched=" hoan kiem ha noi"
    )
    return ward


@pytest.fixture
def mine(started, counsellor):
    take(started.conversation.pk, counsellor)
    return started.conversation


def test_the_page_shows_every_key_and_no_word_of_a_talk(desk, started, says):
    says(started, "điều riêng")
    page = desk.get("/staff/hotline/")
    for key, _words in KEYS:
        assert f"<kbd>{key}</kbd>" in page.text
    assert "điều riêng" not in page.text
    assert "Bình Minh" not in page.text


def test_places_are_found_without_marks_and_near_ones_come_first(desk, ward):
    far = Province.objects.create(code="79", name="Thành phố Hồ Chí Minh", folded="ho chi minh")
    away = Ward.objects.create(code="26740", name="Sài Gòn", folded="sai gon", kind="phuong", province=far)
    for number, where in enumerate((away, ward)):
        Facility.objects.create(
            kind="club", name=f"Câu lạc bộ Sao Mai {number}", ward=where, address="1 Thử", phone="02438"
        )
    Facility.objects.create(kind="club", name="Câu lạc bộ Sao Mai ẩn", ward=ward, address="x", published=False)
    cards = desk.get("/staff/hotline/places.json", {"q": "sao mai", "province": "01"}).json()["places"]
    assert [card["title"] for card in cards] == ["Câu lạc bộ Sao Mai 1", "Câu lạc bộ Sao Mai 0"]
    assert cards[0]["phone"] == "02438"
    assert desk.get("/staff/hotline/places.json", {"q": "\x00" * 500, "province": "x"}).json() == {"places": []}


def test_what_was_before_is_found_by_the_phone_alone_and_forgotten_ones_are_not(counsellor):
    first = receive_sms("+84900000001", "Chào", external_id="t:1").conversation
    end(first.pk)
    gone = receive_sms("+84900000001", "Nữa", external_id="t:2").conversation
    end(gone.pk)
    Conversation.objects.filter(pk__in=[first.pk, gone.pk]).update(closed_at="2026-01-01T00:00:00Z")
    now = Conversation.objects.create(channel="sms", phone_index=first.phone_index)
    other = receive_sms("+84900000002", "Khác", external_id="t:3").conversation
    assert {one.pk for one in earlier(now)} == {first.pk, gone.pk} - {now.pk}
    erase(gone.pk)
    assert gone.pk not in {one.pk for one in earlier(now)}
    assert earlier(other) == []
    assert earlier(Conversation.objects.create()) == []


def test_what_was_before_is_found_by_the_browser_that_still_shows_its_secret(client):
    def begins(browser):
        browser.post("/tro-chuyen/bat-dau/", {"topic": "self"}, headers={"Origin": settings.PUBLIC_URL})
        return Conversation.objects.latest("created_at")

    first = begins(client)
    end(first.pk)
    second = begins(client)
    assert [one.pk for one in earlier(second)] == [first.pk]
    assert earlier(begins(Client())) == []
    erase(first.pk)
    assert earlier(second) == []
    first.refresh_from_db()
    assert first.browser_key == ""


def test_the_form_sends_the_card_and_comes_back_to_the_panels(desk, mine, ward):
    fields = {"full_name": "Trần Thử", "residence_ward": "hoan kiem", "agreed": "on"}
    answer = desk.post(f"/staff/hotline/c/{mine.pk}/handover/", fields)
    assert answer["Location"] == f"/staff/hotline/c/{mine.pk}/panels/"
    url = Message.objects.get(author="counsellor").card["url"]
    token = desk.get(url)["Location"].partition("tu=")[2]
    assert handover.read(token).fields == {
        "full_name": "Trần Thử", "residence_ward": "00070", "residence_province": "01"
    }  # fmt: skip


@pytest.mark.parametrize(
    "fields",
    [
        {"full_name": "Trần Thử"},
        {"residence_ward": "Không Đâu", "agreed": "on"},
        {"phone": "12", "agreed": "on"},
        {"full_name": "x" * 200, "agreed": "on"},
        {"full_name": "a\x00b", "agreed": "on"},
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(desk, mine, ward, fields):
    answer = desk.post(f"/staff/hotline/c/{mine.pk}/handover/", fields)
    assert answer.status_code == 422
    assert "govuk-error-message" in answer.text
    assert not Message.objects.filter(author="counsellor").exists()


def test_only_the_holder_sees_the_form_and_others_get_404(client, mine, colleague, supervisor):
    assert handover_panel(mine, supervisor) is None
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(colleague)
    assert client.post(f"/staff/hotline/c/{mine.pk}/handover/", {}).status_code == 404


def test_the_form_of_registration_takes_every_answer_that_ours_offers(ward):
    plain = {"full_name": "Trần Thử", "date_of_birth": "05/03/1990", "residence_ward": "00070", "phone": "0912345678"}
    for writer, sex in [(one, "") for one, _label in WRITERS[1:]] + [("self", one) for one, _label in SEXES[1:]]:
        form = HandoverForm({**plain, "writer": writer, "sex": sex, "agreed": "on"})
        assert form.is_valid(), form.errors
        found = handover.read(handover.make(form.answers()))
        assert set(answers_of(found, date(2026, 11, 25), "vi")) >= set(form.answers())
