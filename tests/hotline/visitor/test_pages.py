"""The chat without script: begin, write, look for news without losing typed words, leave, erase, come back."""

import json
from uuid import uuid4

import pytest

from hotline.conversations.models import Conversation
from hotline.conversations.services.invite import invite
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.start import find_by_secret

pytestmark = pytest.mark.django_db


@pytest.fixture
def inside(client):
    """A browser that has begun a conversation."""
    client.post("/tro-chuyen/bat-dau/", {"topic": "family", "nickname": "Mây", "province": "01"})
    return client


def test_the_way_in_says_who_when_and_how_long(client):
    page = client.get("/tro-chuyen/").content.decode()
    for words in ("115", "7 giờ 30", "30 ngày", "Chúng tôi không hỏi bạn là ai.", 'name="topic"', 'name="province"'):
        assert words in page


def test_the_page_knows_nobody_before_one_begins(client):
    response = client.get("/tro-chuyen/")
    assert not response.cookies
    assert "no-store" in response["Cache-Control"]


def test_beginning_sets_a_cookie_that_only_the_chat_sees(client):
    response = client.post("/tro-chuyen/bat-dau/", {"topic": "family"})
    cookie = response.cookies["dv_chat"]
    assert response.status_code == 302
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        "/tro-chuyen",
        True,
        "Lax",
        "",
    )
    assert response.cookies["dv_chat_en"]["path"] == "/en/tro-chuyen"
    conversation = find_by_secret(cookie.value)
    assert len(cookie.value) >= 43
    assert conversation.secret_hash != cookie.value


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"topic": "no such", "nickname": "\x00", "province": "Hà Nội"},
        {"topic": "", "nickname": "x" * 5000, "province": "999"},
        {"nickname": "<script>alert(1)</script>"},
    ],
)
def test_nobody_is_turned_away_by_the_form(client, fields):
    assert client.post("/tro-chuyen/bat-dau/", fields).status_code == 302
    assert client.get("/tro-chuyen/").status_code == 200
    assert Conversation.objects.get().state == "waiting"


def test_pressing_begin_twice_is_one_conversation(inside):
    inside.post("/tro-chuyen/bat-dau/", {"topic": "self"})
    assert Conversation.objects.count() == 1


def test_the_room_reloads_itself_while_nobody_writes_and_never_while_somebody_does(inside):
    assert 'http-equiv="refresh"' in inside.get("/tro-chuyen/").content.decode()
    writing = inside.get("/tro-chuyen/?viet").content.decode()
    assert 'http-equiv="refresh"' not in writing
    assert 'name="body"' in writing


def test_a_message_by_the_form_shows_on_the_page_and_a_repeat_is_one(inside):
    fields = {"page": "1", "client_id": str(uuid4()), "body": "Xin <b>chào</b>"}
    for _time in range(2):
        response = inside.post("/tro-chuyen/tin", fields)
        assert (response.status_code, response["Location"]) == (302, "/tro-chuyen/")
    page = inside.get("/tro-chuyen/").content.decode()
    assert page.count("Xin &lt;b&gt;chào&lt;/b&gt;") == 1


def test_looking_for_news_keeps_what_was_typed(inside):
    response = inside.post("/tro-chuyen/tin", {"page": "1", "action": "look", "body": "đang viết dở"})
    assert "đang viết dở</textarea>" in response.content.decode()
    assert Conversation.objects.get().last_seq == 1


def test_a_refused_message_comes_back_with_its_words(inside):
    body = "a" * 2001
    response = inside.post("/tro-chuyen/tin", {"page": "1", "client_id": str(uuid4()), "body": body})
    assert response.status_code == 413
    assert body in response.content.decode()
    assert "2.000" in response.content.decode()


def test_the_script_posts_json_and_gets_the_ack(inside):
    key = str(uuid4())
    response = inside.post("/tro-chuyen/tin", json.dumps({"client_id": key, "body": "chào"}), "application/json")
    assert response.json() | {"at": ""} == {"type": "ack", "client_id": key, "seq": 2, "at": ""}
    form = inside.post("/tro-chuyen/tin", {"client_id": key, "body": "chào"})
    assert form.json() == response.json()


@pytest.mark.parametrize("raw", ["", "x", "[]", '{"client_id":5}', '{"client_id":"x","body":"y"}', "[" * 100000])
def test_bad_json_is_a_bad_frame(inside, raw):
    response = inside.post("/tro-chuyen/tin", raw, "application/json")
    assert (response.status_code, response.json()["code"]) == (400, "bad_frame")


def test_without_a_conversation_a_post_is_401_and_the_page_leads_to_the_way_in(client):
    assert client.post("/tro-chuyen/tin", {"client_id": str(uuid4()), "body": "x"}).status_code == 401
    assert client.post("/tro-chuyen/tin", {"page": "1", "body": "x"})["Location"] == "/tro-chuyen/"


@pytest.mark.parametrize(
    "headers",
    [{"HTTP_ORIGIN": "https://evil.example"}, {"HTTP_ORIGIN": "null"}, {"HTTP_SEC_FETCH_SITE": "cross-site"}],
)
@pytest.mark.parametrize("path", ["/tro-chuyen/bat-dau/", "/tro-chuyen/tin", "/tro-chuyen/roi-di/", "/tro-chuyen/vao/"])
def test_posts_from_other_sites_are_refused(inside, path, headers):
    assert inside.post(path, {"how": "erase"}, **headers).status_code == 403
    assert Conversation.objects.get().erased_at is None


def test_leaving_ends_and_the_words_stay_until_erased(inside):
    inside.post("/tro-chuyen/roi-di/", {"how": "end"})
    page = inside.get("/tro-chuyen/").content.decode()
    assert Conversation.objects.get().state == "closed"
    assert 'http-equiv="refresh"' not in page
    assert 'value="erase"' in page


def test_leave_and_erase_takes_the_cookie_back_and_says_so(inside):
    response = inside.post("/tro-chuyen/roi-di/", {"how": "erase"})
    assert response.cookies["dv_chat"].value == ""
    assert "Đã xóa tất cả" in inside.get(response["Location"]).content.decode()
    assert Conversation.objects.get().erased_at


def test_the_english_pages_work_alike(client):
    response = client.post("/en/tro-chuyen/bat-dau/", {"topic": "self"})
    assert response["Location"] == "/en/tro-chuyen/"
    assert "You are in the right place" in client.get("/en/tro-chuyen/").content.decode() or (
        "The line is resting" in client.get("/en/tro-chuyen/").content.decode()
    )


def test_the_room_takes_the_same_queries_for_two_and_for_forty_messages(inside, django_assert_max_num_queries):
    conversation = Conversation.objects.get()
    for number in range(40):
        conversation.messages.create(seq=number + 2, author="system", body=str(number))
    with django_assert_max_num_queries(12):
        inside.get("/tro-chuyen/")


def test_quick_exit_forgets_the_chat(inside):
    response = inside.get("/thoat/")
    assert "dv_chat" in str(response.cookies)
    assert "/tro-chuyen" in str(response.cookies)


def test_a_code_from_a_text_message_leads_back_to_the_conversation(client):
    conversation = receive_sms("+84900000001", "Toi can giup", external_id="t:1").conversation
    code = invite(conversation)
    response = client.post("/tro-chuyen/vao/", {"code": f" {code[:4].lower()} {code[4:]}"})
    assert response.status_code == 302
    assert "Toi can giup" in client.get("/tro-chuyen/").content.decode()


def test_a_wrong_code_is_refused_and_guessing_is_stopped(client):
    answers = [client.post("/tro-chuyen/vao/", {"code": f"AAAA000{number % 10}"}).status_code for number in range(11)]
    assert answers == [400] * 10 + [429]
