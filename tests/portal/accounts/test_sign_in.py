"""Step one: the right password opens only the second step; everything wrong gets one answer."""

import re
import time

import pytest
from django.contrib.auth import SESSION_KEY, hashers

from portal import settings as production

pytestmark = pytest.mark.django_db


def words_of(answer) -> str:
    """The page without its varying parts."""
    text = answer.content.decode()
    return re.sub(r'(csrfmiddlewaretoken" value|nonce|value)="[^"]*"', "", text)


def test_the_right_password_leads_to_the_second_step_and_no_further(client, officer, first_step):
    answer = first_step(client, officer)
    assert answer.url == "/staff/second-factor/"
    assert SESSION_KEY not in client.session
    assert client.get("/staff/").url == "/staff/sign-in/"


def test_the_email_is_taken_in_any_case(client, officer, password):
    answer = client.post("/staff/sign-in/", {"email": "CAN.BO@Example.org", "password": password})
    assert answer.url == "/staff/second-factor/"


def test_unknown_wrong_and_deactivated_get_the_same_words(client, officer, newcomer, first_step, password):
    newcomer.is_active = False
    newcomer.save()
    wrong = first_step(client, officer, "không phải mật khẩu này")
    unknown = client.post("/staff/sign-in/", {"email": "khong.co@example.org", "password": password})
    deactivated = first_step(client, newcomer)
    assert wrong.status_code == unknown.status_code == deactivated.status_code == 200
    assert words_of(wrong) == words_of(unknown) == words_of(deactivated)
    assert "không đúng" in words_of(wrong) or "not right" in words_of(wrong)


def test_each_kind_of_wrong_costs_one_run_of_the_hasher(client, officer, newcomer, first_step, password, monkeypatch):
    newcomer.is_active = False
    newcomer.save()
    runs = []
    hasher = type(hashers.get_hasher())
    encode, verify = hasher.encode, hasher.verify
    monkeypatch.setattr(hasher, "encode", lambda *a: runs.append("run") or encode(*a))
    monkeypatch.setattr(hasher, "verify", lambda *a: runs.append("run") or verify(*a))
    counts = []
    for email in (officer.email, "khong.co@example.org", newcomer.email):
        runs.clear()
        client.post("/staff/sign-in/", {"email": email, "password": "không phải mật khẩu này"})
        counts.append(len(runs))
    assert counts == [1, 1, 1]


def test_passwords_are_hashed_with_argon2():
    assert production.PASSWORD_HASHERS[0] == "django.contrib.auth.hashers.Argon2PasswordHasher"


def test_after_five_wrong_passwords_the_sixth_and_later_must_wait(client, officer, first_step):
    answers = [first_step(client, officer, "sai mật khẩu rồi").status_code for _ in range(8)]
    assert answers[:5] == [200] * 5
    assert 429 in answers[5:]


def test_whoever_guesses_cannot_lock_the_owner_out(client, officer, first_step, password):
    for _ in range(10):
        first_step(client, officer, "sai mật khẩu rồi")
    owner = client.__class__(REMOTE_ADDR="203.0.113.77")
    answer = owner.post("/staff/sign-in/", {"email": officer.email, "password": password})
    assert answer.status_code == 302


def test_while_one_waits_even_the_right_password_is_not_looked_at(client, officer, first_step):
    for _ in range(7):
        first_step(client, officer, "sai mật khẩu rồi")
    assert first_step(client, officer).status_code == 429


def test_without_valkey_sign_in_fails_closed_with_a_clear_page(client, officer, first_step, settings, tmp_path):
    settings.VALKEY_URL = f"unix://{tmp_path}/gone.sock"
    client.raise_request_exception = False
    answer = first_step(client, officer)
    assert answer.status_code == 503
    assert "second_factor_pending" not in client.session
    assert answer["Retry-After"]


def test_the_half_signed_in_state_gets_a_new_session_id_and_ends_after_ten_minutes(
    client, officer, first_step, time_machine
):
    client.get("/staff/sign-in/")
    session = client.session
    session["probe"] = 1
    session.save()
    client.cookies["dv_staff"] = session.session_key
    first_step(client, officer)
    assert client.session.session_key != session.session_key
    time_machine.move_to(time.time() + 601)
    assert client.get("/staff/second-factor/").url == "/staff/sign-in/"


def test_a_changed_password_ends_the_half_signed_in_state(client, officer, first_step):
    first_step(client, officer)
    officer.set_password("một mật khẩu khác hẳn")
    officer.save()
    assert client.get("/staff/second-factor/").url == "/staff/sign-in/"


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/staff/",
        "https://evil.example/",
        "/\\evil.example",
        "/staff/\\evil",
        "javascript:alert(1)",
        "/staff/%0d%0aSet-Cookie:x",
        "/staff/\r\nX: y",
        "user@evil.example",
        "/staff/../thoat/",
        "/dang-ky/",
        "/" + "a" * 600,
    ],
)
def test_next_leads_nowhere_but_to_our_own_staff_pages(client, officer, first_step, code, path):
    first_step(client, officer, next=path)
    location = client.post("/staff/second-factor/", {"otp_token": code(officer)})["Location"]
    assert location == "/staff/" or location.startswith("/staff/%0d%0a")


def test_next_leads_back_to_the_wanted_staff_page(client, officer, first_step, code):
    wanted = client.get("/staff/audit/?q=x")
    assert (
        wanted.url == "/staff/sign-in/?next=/staff/audit/%3Fq%3Dx" or "next=%2Fstaff%2Faudit%2F%3Fq%3Dx" in wanted.url
    )
    first_step(client, officer, next="/staff/audit/?q=x")
    assert client.post("/staff/second-factor/", {"otp_token": code(officer)}).url == "/staff/audit/?q=x"


@pytest.mark.parametrize("field", ["email", "password"])
@pytest.mark.parametrize("value", ["", "\0", "a" * 100_000, "😀", "' OR 1=1 --", "\u202e"])
def test_strange_input_is_refused_and_breaks_nothing(client, officer, password, field, value):
    data = {"email": officer.email, "password": password} | {field: value}
    answer = client.post("/staff/sign-in/", data)
    assert answer.status_code == 200
    assert "second_factor_pending" not in client.session


def test_without_a_csrf_token_nothing_is_checked(officer, password, client):
    strict = client.__class__(enforce_csrf_checks=True)
    answer = strict.post("/staff/sign-in/", {"email": officer.email, "password": password})
    assert answer.status_code == 403


def test_the_sign_in_page_knows_vietnamese_first(client):
    page = client.get("/staff/sign-in/")
    assert page["Content-Language"] == "vi"
    assert 'lang="vi"' in page.content.decode()
