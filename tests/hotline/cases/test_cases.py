"""A private page: code and PIN of the person's own choice, the same answer to every wrong try, words that die with it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
import time_machine
from django.contrib.auth.hashers import Argon2PasswordHasher
from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.cases.errors import BadPin, Ended, WrongEntry
from hotline.cases.models import Appointment, Case, CaseMessage, PlanStep
from hotline.cases.pins import good_pin
from hotline.cases.retention import RULES
from hotline.cases.services import begin, end, enter, plan
from hotline.cases.services.write import write
from hotline.cases.states import Author
from hotline.conversations.errors import BadFrame
from hotline.conversations.models import Conversation
from hotline.conversations.panels import shown
from hotline.conversations.services.erase import erase
from hotline.conversations.services.take import take
from hotline.referrals.models import Point, Referral
from hotline.referrals.services.pass_on import pass_on
from hotline.referrals.states import Item
from portal.audit.models import Entry
from portal.privacy import throttle
from portal.ui.quick_exit import cookies_to_delete
from tests.hotline.signed import at_the_desk

pytestmark = pytest.mark.django_db
PAGE, FIRST = "/tro-chuyen/ho-so/", "/tro-chuyen/ho-so/lan-dau/"
PIN = "730518"


@pytest.fixture(autouse=True)
def _quick_hasher(monkeypatch):
    """Argon2 as ever, with little memory: these tests hash often."""
    for name, value in (("time_cost", 1), ("memory_cost", 8), ("parallelism", 1)):
        monkeypatch.setattr(Argon2PasswordHasher, name, value)


@pytest.fixture
def talk(started, counsellor) -> Conversation:
    return take(started.conversation.pk, counsellor)


@pytest.fixture
def case(talk, counsellor) -> Case:
    return begin.open_case(talk, counsellor)


@pytest.fixture
def person(client, case):
    """A browser in which the person has chosen a PIN."""
    sent = {"sign": case.sign, "setup": case.setup, "pin": PIN, "again": PIN}
    assert client.post(FIRST, sent).status_code == 302
    return client


def says(case, body, client_id=None):
    return write(case.pk, Author.PERSON, client_id or str(uuid4()), body)


def test_the_counsellor_gives_the_code_and_the_person_alone_knows_the_pin(client, case, counsellor):
    (content,) = [content for panel, content in shown(case.conversation, counsellor) if panel.name == "case"]
    sent = {"sign": content["sign"].lower(), "setup": content["setup"], "pin": PIN, "again": PIN}
    response = client.post(FIRST, sent)
    cookie = response.cookies["dv_case"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (
        PAGE.rstrip("/"),
        True,
        "Lax",
        "",
    )
    case.refresh_from_db()
    assert case.pin_hash.startswith("argon2")
    assert (case.setup, case.setup_hash, case.state) == ("", "", "open")
    assert client.post(FIRST, sent).status_code == 422


def test_quick_exit_knows_the_cookie():
    paths = set(cookies_to_delete())
    assert {("dv_case", "/tro-chuyen/ho-so"), ("dv_case_en", "/en/tro-chuyen/ho-so")} <= paths


def test_every_wrong_try_gets_the_same_answer(client, case, person):
    person.post(PAGE + "roi/")
    unknown = {"sign": "ZZZZ-ZZZZ", "pin": PIN}
    tries = [unknown, {"sign": case.sign, "pin": "999999"}, {"sign": "x", "pin": "1"}, {"sign": "'; --", "pin": PIN}]
    answers = [client.post(PAGE, one) for one in tries]
    words = {re.search(r"govuk-error-summary.*?</div>", one.content.decode(), re.S)[0] for one in answers}
    assert {one.status_code for one in answers} == {422}
    assert len(words) == 1
    assert client.post(PAGE, {"sign": case.sign, "pin": PIN}).status_code == 302


def test_a_try_takes_the_hasher_once_whether_the_page_exists_or_not(case, person, monkeypatch):
    from hotline.cases import pins

    compared = []
    monkeypatch.setattr(pins, "check_password", lambda typed, stored: bool(compared.append(stored)))
    for sign in (case.sign, "ZZZZZZZZ", "x"):
        with pytest.raises(WrongEntry):
            enter.enter(sign, "000000", uuid4().hex)
    assert len(compared) == 3
    assert all(stored.startswith("argon2") for stored in compared)


def test_tries_are_limited_for_a_page_that_exists_and_for_one_that_does_not(client, case, person):
    person.post(PAGE + "roi/")
    for sign in (case.sign, "ZZZZZZZZ"):
        answers = [client.post(PAGE, {"sign": sign, "pin": "000001"}).status_code for _ in range(8)]
        assert answers[:6] == [422] * 6
        assert answers[6:] == [429, 429]
    assert client.post(PAGE, {"sign": case.sign, "pin": PIN}).status_code == 429


@pytest.mark.parametrize(
    "pin", ["", "12345", "111111", "123456", "654321", "098765", "12345678901234", "abcdef", "१२३४५६"]
)
def test_a_pin_that_anybody_would_try_is_refused(pin):
    with pytest.raises(BadPin):
        good_pin(pin)


def test_after_thirty_wrong_pins_only_a_new_setup_code_helps(case, person, counsellor):
    for number in range(30):
        with pytest.raises(WrongEntry):
            enter.enter(case.sign, f"{number:06d}", uuid4().hex)
        throttle.forget("case.sign", case.sign_index)
    with pytest.raises(WrongEntry):
        enter.enter(case.sign, PIN, "n")
    assert enter.choose_pin(case.sign, begin.give_setup(case, counsellor).setup, PIN, "n")
    assert enter.enter(case.sign, PIN, "n")


def test_a_setup_code_works_for_three_days_and_only_with_its_page(case, talk, counsellor):
    with time_machine.travel(timezone.now() + timedelta(hours=73)), pytest.raises(WrongEntry):
        enter.choose_pin(case.sign, case.setup, PIN, "n")
    with pytest.raises(WrongEntry):
        enter.choose_pin("ZZZZZZZZ", case.setup, PIN, "n")
    with pytest.raises(WrongEntry):
        enter.choose_pin(case.sign, "", PIN, "n")
    again = begin.give_setup(case, counsellor)
    assert enter.choose_pin(case.sign, again.setup, PIN, "n")


def test_a_message_reaches_the_other_side_once_and_becomes_a_task(person, case, counsellor):
    key = str(uuid4())
    for _ in range(2):
        assert person.post(PAGE + "tin/", {"client_id": key, "body": "Tuần này em ngủ được"}).status_code == 302
    task = Task.objects.get(kind="case")
    assert (CaseMessage.objects.count(), task.assignee, task.state) == (1, counsellor, "open")
    desk = at_the_desk(counsellor)
    page = desk.get(task.path).content.decode()
    assert "Tuần này em ngủ được" in page
    answer = desk.post(f"{task.path}message/", {"client_id": str(uuid4()), "body": "Mừng cho em"})
    task.refresh_from_db()
    assert (answer.status_code, task.state) == (302, "done")
    assert "Mừng cho em" in person.get(PAGE).content.decode()
    assert Entry.objects.filter(action="case.open", object_ref=str(case.pk)).count() == 1


def test_the_same_key_with_other_words_is_refused_and_numbers_have_no_gap(case, person):
    key = str(uuid4())
    first = says(case, "một", key)
    assert says(case, "một", key).pk == first.pk
    with pytest.raises(BadFrame):
        says(case, "hai", key)
    assert [says(case, str(n)).seq for n in range(3)] == [2, 3, 4]


@pytest.mark.parametrize(
    "sent", [{}, {"body": "x"}, {"client_id": "x", "body": "y"}, {"body": "x" * 2001}, {"body": "\x00"}]
)
def test_bad_messages_are_said_and_nothing_typed_is_lost(person, sent):
    page = person.post(PAGE + "tin/", {"client_id": str(uuid4())} | sent if "client_id" not in sent else sent)
    if sent == {"body": "x"}:
        assert page.status_code == 302
        return
    assert page.status_code == 422
    if len(sent.get("body", "")) == 1 and sent["body"].isalpha():
        assert ">\ny</textarea>" in page.content.decode() or ">y</textarea>" in page.content.decode()


def test_appointments_and_the_plan_are_agreed_and_ticked_off(person, case, counsellor):
    desk, url = at_the_desk(counsellor), f"/staff/hotline/cases/{case.pk}/"
    soon = (timezone.now() + timedelta(days=2)).strftime("%d/%m/%Y %H:%M")
    assert desk.post(f"{url}meeting/", {"starts_at": soon, "where": "gọi điện"}).status_code == 302
    assert desk.post(f"{url}meeting/", {"starts_at": "1/1/2020 10:00", "where": "gọi"}).status_code == 422
    assert desk.post(f"{url}step/", {"words": "Đến câu lạc bộ tối thứ tư"}).status_code == 302
    page = person.get(PAGE).content.decode()
    assert "gọi điện" in page
    assert "Đến câu lạc bộ" in page
    step = PlanStep.objects.get()
    assert person.post(f"{PAGE}viec/{step.pk}/", {"done": "yes"}).status_code == 302
    assert person.post(f"{PAGE}viec/99999999999999999999999/", {"done": "yes"}).status_code == 302
    step.refresh_from_db()
    assert step.done_at is not None
    meeting = Appointment.objects.get()
    assert desk.post(f"{url}meeting/{meeting.pk}/", {"state": "kept"}).status_code == 302
    assert desk.post(f"{url}meeting/{meeting.pk}/", {"state": "planned"}).status_code == 404


def test_the_page_asks_the_database_a_constant_number_of_times(person, case, counsellor, django_assert_num_queries):
    for number in range(5):
        says(case, f"lời {number}")
        plan.add_step(case, counsellor, f"bước {number}")
    person.get(PAGE)
    with django_assert_num_queries(5):
        person.get(PAGE)
    with django_assert_num_queries(0):
        person.get(FIRST)


def test_referrals_are_shown_and_can_be_stopped_even_after_the_conversation_is_erased(talk, counsellor, client):
    point = Point.objects.create(kind="club", name="Câu lạc bộ Thử nghiệm")
    pass_on(talk, counsellor, point, {Item.NEED: "nhóm"})
    case = begin.open_case(talk, counsellor)
    client.post(FIRST, {"sign": case.sign, "setup": case.setup, "pin": PIN, "again": PIN})
    erase(talk.pk)
    assert Case.objects.get().conversation is None
    assert "Câu lạc bộ Thử nghiệm" in client.get(PAGE).content.decode()
    assert client.post(f"{PAGE}dung/{Referral.objects.get().pk}/").status_code == 302
    assert Referral.objects.get().state == "withdrawn"
    assert client.post(f"{PAGE}dung/{uuid4()}/").status_code == 302


def test_the_counsellor_passes_on_from_the_page_and_the_person_sees_it(person, case, counsellor, colleague):
    point = Point.objects.create(kind="club", name="Câu lạc bộ Thử nghiệm")
    url = f"/staff/hotline/referrals/for/{case.pk}/"
    sent = {"point": point.pk, "need": "nhóm", "consent": "on"}
    assert at_the_desk(colleague).post(url, sent).status_code == 404
    desk = at_the_desk(counsellor)
    assert url in desk.get(f"/staff/hotline/cases/{case.pk}/").content.decode()
    assert desk.get(url).status_code == 200
    assert desk.post(url, sent | {"consent": ""}).status_code == 422
    assert desk.post(url, sent).status_code == 302
    assert "Câu lạc bộ Thử nghiệm" in person.get(PAGE).content.decode()
    end.erase(case.pk)
    left = Referral.objects.get()
    assert (left.told, left.subject) == ({}, None)


def test_the_pin_is_changed_by_who_knows_it(person, case):
    url = PAGE + "pin/"
    assert person.post(url, {"old": "000000", "pin": "480277", "again": "480277"}).status_code == 422
    assert person.post(url, {"old": PIN, "pin": "480277", "again": "480278"}).status_code == 422
    assert person.post(url, {"old": PIN, "pin": "111111", "again": "111111"}).status_code == 422
    assert person.post(url, {"old": PIN, "pin": "480277", "again": "480277"}).status_code == 302
    person.post(PAGE + "roi/")
    with pytest.raises(WrongEntry):
        enter.enter(case.sign, PIN, "n")
    assert enter.enter(case.sign, "480277", "n")


def test_a_pause_or_a_long_day_asks_for_the_pin_again(person, case):
    with time_machine.travel(timezone.now() + timedelta(minutes=31)):
        assert 'name="pin"' in person.get(PAGE).content.decode()
        assert person.post(PAGE + "tin/", {"client_id": str(uuid4()), "body": "x"}).status_code == 302
    assert not CaseMessage.objects.exists()


def test_another_browser_with_the_pin_puts_the_first_one_out(person, case):
    enter.enter(case.sign, PIN, "n")
    assert 'name="pin"' in person.get(PAGE).content.decode()


def test_the_person_closes_it_and_can_still_read_and_erase_it(person, case, counsellor):
    says(case, "lời cuối")
    assert person.post(PAGE + "ket-thuc/", {"how": "close"}).status_code == 302
    with pytest.raises(Ended):
        says(case, "thêm")
    assert "lời cuối" in person.get(PAGE).content.decode()
    assert not Task.objects.pending().exists()
    response = person.post(PAGE + "ket-thuc/", {"how": "erase"})
    assert response.cookies["dv_case"]["max-age"] == 0
    case.refresh_from_db()
    assert (case.state, case.sign, case.pin_hash, case.nickname, case.conversation) == ("erased", "", "", "", None)
    assert not CaseMessage.objects.exists()
    assert at_the_desk(counsellor).get(f"/staff/hotline/cases/{case.pk}/").status_code == 404


def test_pages_are_erased_when_their_time_is_over(case, talk, counsellor):
    now = timezone.now()
    assert [rule.apply(now + timedelta(hours=100), True) for rule in RULES] == [0]
    assert [rule.apply(now + timedelta(hours=200), True) for rule in RULES] == [1]  # never opened by the person
    enter.choose_pin(case.sign, case.setup, PIN, "n")
    assert [rule.apply(now + timedelta(days=300), False) for rule in RULES] == [0]
    end.close(case.pk, counsellor)
    assert [rule.apply(now + timedelta(days=31), False) for rule in RULES] == [1]
    assert not end.erase(case.pk)


def test_who_may_see_it(client, case, counsellor, colleague, supervisor, officer):
    url = f"/staff/hotline/cases/{case.pk}/"
    for user, status in ((counsellor, 200), (colleague, 404), (supervisor, 200), (officer, 403)):
        assert at_the_desk(user).get(url).status_code == status
    assert client.get(url).status_code == 302
    assert at_the_desk(supervisor).post(f"{url}hand-over/", {"to": colleague.pk}).status_code == 302
    assert at_the_desk(colleague).get(url).status_code == 200
    assert at_the_desk(counsellor).post(f"{url}close/").status_code == 404


def test_no_title_and_no_address_says_whose_page_it_is(person, case):
    says(case, "bí mật")
    page = person.get(PAGE).content.decode()
    assert "<title>Đường Về</title>" in page
    assert str(case.pk) not in page
    assert case.sign not in page


def test_another_site_cannot_act_in_the_page(person, case):
    evil = {"headers": {"origin": "https://evil.example"}}
    assert person.post(PAGE + "ket-thuc/", {"how": "erase"}, **evil).status_code == 403
    case.refresh_from_db()
    assert case.state == "open"


def test_opening_twice_gives_the_same_page(talk, counsellor, case):
    desk = at_the_desk(counsellor)
    assert desk.post(f"/staff/hotline/c/{talk.pk}/case/").status_code == 302
    assert Case.objects.count() == 1
    assert desk.post(f"/staff/hotline/cases/{case.pk}/setup/").status_code == 302
    fresh = Case.objects.get()
    assert fresh.setup != case.setup
