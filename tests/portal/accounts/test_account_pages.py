"""One's own account: home by role, password, recovery codes, language."""

import re

import pytest

from portal.accounts import second_factor
from portal.accounts.models import Role

pytestmark = pytest.mark.django_db
NEW = "một mật khẩu hoàn toàn mới"


def change(client, **data):
    form = {"password": "một câu mà chỉ tôi biết", "new_password": NEW, "repeated": NEW}
    return client.post("/staff/account/password/", form | data)


def test_the_home_shows_the_rooms_and_postings_of_the_person(client, officer, signed_in):
    page = signed_in(client, officer).get("/staff/").content.decode()
    assert "Khôi" in page
    assert "Hoàn Kiếm" in page
    assert "/staff/accounts/" not in page


def test_who_has_no_posting_today_is_told_so_and_sees_no_room(client, officer, signed_in):
    signed_in(client, officer)
    officer.postings.update(starts_on="2020-01-01", ends_on="2020-12-31")
    answer = client.get("/staff/")
    assert answer.context["doors"] == [door for door in answer.context["doors"] if "audit" in door["url"]]
    assert answer.context["postings"] == []


def test_an_administrator_finds_the_accounts(client, administrator, signed_in):
    assert "/staff/accounts/" in signed_in(client, administrator).get("/staff/").content.decode()


def test_changing_the_password_keeps_this_session_and_ends_the_others(client, officer, signed_in):
    other = signed_in(client.__class__(), officer)
    signed_in(client, officer)
    assert change(client).url == "/staff/account/"
    assert client.get("/staff/").status_code == 200
    assert other.get("/staff/").status_code == 302
    officer.refresh_from_db()
    assert officer.check_password(NEW)


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "không phải"},
        {"repeated": "khác"},
        {"new_password": "password1234", "repeated": "password1234"},
        {"new_password": "123456789012", "repeated": "123456789012"},
        {"new_password": "ngắn", "repeated": "ngắn"},
        {"new_password": "can.bo@example.org", "repeated": "can.bo@example.org"},
    ],
)
def test_a_wrong_or_weak_password_is_not_taken(client, officer, signed_in, wrong):
    signed_in(client, officer)
    answer = change(client, **wrong)
    assert answer.status_code == 200
    assert "govuk-error" in answer.content.decode()
    officer.refresh_from_db()
    assert officer.check_password("một câu mà chỉ tôi biết")


def test_guessing_the_present_password_is_slowed_down(client, officer, signed_in):
    signed_in(client, officer)
    assert 429 in [change(client, password=f"sai {n}").status_code for n in range(8)]


def test_new_recovery_codes_need_the_second_factor_again(client, officer, signed_in, code):
    signed_in(client, officer)
    refused = client.post("/staff/account/recovery-codes/", {"otp_token": "000000"})
    assert second_factor.codes_left(officer) == 0
    assert "govuk-error" in refused.content.decode()
    page = client.post("/staff/account/recovery-codes/", {"otp_token": code(officer)}).content.decode()
    assert len(re.findall(r"<code>[a-z0-9]{5}-[a-z0-9]{5}</code>", page)) == 10
    assert second_factor.codes_left(officer) == 10


def test_the_language_of_the_screens_is_the_persons_own(client, officer, signed_in):
    signed_in(client, officer)
    assert client.get("/staff/")["Content-Language"] == "vi"
    client.post("/staff/account/language/", {"language": "en"})
    assert client.get("/staff/")["Content-Language"] == "en"
    client.post("/staff/account/language/", {"language": "xx"})
    assert client.get("/staff/")["Content-Language"] == "en"


def test_the_home_asks_the_database_no_more_for_more_postings(
    client, officer, ward, signed_in, django_assert_max_num_queries
):
    signed_in(client, officer)
    for role in (Role.POLICE_CHIEF, Role.SOCIAL_OFFICER, Role.HELPER, Role.COMMITTEE_CHAIR):
        officer.postings.create(role=role, ward=ward)
    with django_assert_max_num_queries(11):
        client.get("/staff/")
