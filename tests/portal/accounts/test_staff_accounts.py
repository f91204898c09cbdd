"""Administrators create accounts and postings; nobody else does."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from portal.accounts import second_factor
from portal.accounts.actions.end_posting import end_posting
from portal.accounts.actions.reset_second_factor import reset_second_factor
from portal.accounts.models import Posting, Role, User
from portal.accounts.roles import place_of
from portal.accounts.sessions import CONFIRMED
from portal.places.models import Facility

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, administrator, signed_in):
    """The administrator's browser."""
    return signed_in(client, administrator)


def new_account(desk, **data):
    form = {"email": "Moi@Example.org", "full_name": "Lê Thị Mới", "role": Role.EDITOR, "starts_on": "2026-01-01"}
    return desk.post("/staff/accounts/new/", form | data)


def link_in(answer) -> str:
    return re.search(r"/staff/set-password/[\w-]+/", answer.content.decode())[0]


def test_a_new_account_signs_in_by_its_link_and_is_led_through_enrolment(desk, client):
    link = link_in(new_account(desk))
    newcomer = client.__class__()
    answer = newcomer.post(link, {"new_password": "một câu thật dài của Mới", "repeated": "một câu thật dài của Mới"})
    assert answer.url == "/staff/second-factor/"
    assert newcomer.get(answer.url).url == "/staff/second-factor/enrol/"
    user = User.objects.get(email="moi@example.org")
    assert user.check_password("một câu thật dài của Mới")
    assert user.has_role(Role.EDITOR)


def test_a_link_works_once(desk, client):
    link = link_in(new_account(desk))
    data = {"new_password": "một câu thật dài của Mới", "repeated": "một câu thật dài của Mới"}
    client.__class__().post(link, data)
    again = client.__class__().post(
        link, data | {"new_password": "câu khác của kẻ lạ", "repeated": "câu khác của kẻ lạ"}
    )
    assert again.status_code == 410
    assert User.objects.get(email="moi@example.org").check_password("một câu thật dài của Mới")


def test_a_link_dies_after_three_days_and_with_the_account(desk, client, time_machine):
    link = link_in(new_account(desk))
    time_machine.move_to(timezone.now() + timedelta(hours=73))
    assert client.__class__().get(link).status_code == 410


def test_a_made_up_link_opens_nothing(client):
    assert client.get("/staff/set-password/abc/").status_code == 410


def test_a_password_link_never_skips_the_second_factor(desk, client, officer):
    link = link_in(desk.post(f"/staff/accounts/{officer.pk}/password-link/"))
    other = client.__class__()
    data = {"new_password": "một câu thật dài khác", "repeated": "một câu thật dài khác"}
    assert other.post(link, data).url == "/staff/second-factor/"
    assert other.get("/staff/second-factor/").status_code == 200
    assert other.get("/staff/").status_code == 302


def test_a_taken_email_and_a_posting_that_does_not_fit_are_refused_in_words(desk, officer):
    taken = new_account(desk, email=officer.email)
    assert "govuk-error" in taken.content.decode()
    unfit = new_account(desk, role=Role.POLICE_OFFICER)
    assert "govuk-error" in unfit.content.decode()
    assert not User.objects.filter(email="moi@example.org").exists()


def test_a_posting_is_added_by_the_wards_code(desk, newcomer, ward):
    form = {"role": Role.POLICE_OFFICER, "ward": "00070", "starts_on": "2026-01-01"}
    assert desk.post(f"/staff/accounts/{newcomer.pk}/postings/new/", form).status_code == 302
    assert newcomer.has_role(Role.POLICE_OFFICER)


def test_a_posting_is_ended_not_deleted(desk, officer):
    posting = officer.postings.get()
    yesterday = timezone.localdate() - timedelta(days=1)
    Posting.objects.update(starts_on=yesterday - timedelta(days=9))
    desk.post(f"/staff/accounts/{officer.pk}/postings/{posting.pk}/end/", {"last_day": yesterday.isoformat()})
    posting.refresh_from_db()
    assert posting.ends_on == yesterday
    assert officer.roles_today() == set()


def test_an_ended_posting_cannot_be_stretched(administrator, officer):
    posting = officer.postings.get()
    end_posting(administrator, posting.pk, timezone.localdate())
    with pytest.raises(ValidationError):
        end_posting(administrator, posting.pk, timezone.localdate() + timedelta(days=9))


def test_a_posting_of_another_person_is_not_found(desk, officer, newcomer):
    posting = officer.postings.get()
    assert desk.get(f"/staff/accounts/{newcomer.pk}/postings/{posting.pk}/end/").status_code == 404


def test_after_five_minutes_a_grave_step_asks_for_a_code_again(desk, administrator, officer, code):
    session = desk.session
    session[CONFIRMED] -= 301
    session.save()
    desk.post(f"/staff/accounts/{officer.pk}/deactivate/", {"reason": "nghỉ việc"})
    officer.refresh_from_db()
    assert officer.is_active
    data = {"reason": "nghỉ việc", "otp_token": code(administrator)}
    assert desk.post(f"/staff/accounts/{officer.pk}/deactivate/", data).status_code == 302
    officer.refresh_from_db()
    assert not officer.is_active


def test_nobody_deactivates_or_resets_themselves(desk, administrator):
    desk.post(f"/staff/accounts/{administrator.pk}/deactivate/", {"reason": "x"})
    administrator.refresh_from_db()
    assert administrator.is_active
    with pytest.raises(ValidationError):
        reset_second_factor(administrator, administrator.pk, "x")


def test_a_reset_second_factor_is_enrolled_anew(desk, officer):
    second_factor.new_recovery_codes(officer)
    desk.post(f"/staff/accounts/{officer.pk}/second-factor/", {"reason": "mất điện thoại"})
    assert not second_factor.is_enrolled(officer)
    assert second_factor.codes_left(officer) == 0


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_no_other_role_enters_the_accounts(client, newcomer, ward, team, role, signed_in, enrol):
    facility = Facility.objects.create(kind="public_facility", name="Hoa Sen", folded="hoa sen", ward=ward, address="–")
    places = {"ward": ward, "facility": facility, "province": ward.province, "team": team}
    needed = place_of(role)
    signed_in(client, enrol("ai.do@example.org", "Ai Đó", role, **({needed: places[needed]} if needed else {})))
    paths = ["", "new/", f"{newcomer.pk}/", f"{newcomer.pk}/deactivate/", f"{newcomer.pk}/postings/new/"]
    assert {client.get(f"/staff/accounts/{path}").status_code for path in paths} == {403}


def test_the_list_finds_by_name_and_survives_strange_words(desk, officer):
    assert officer.email in desk.get("/staff/accounts/?q=minh").content.decode()
    assert officer.email not in desk.get("/staff/accounts/?q=không-ai").content.decode()
    assert desk.get("/staff/accounts/?q=%00%25&page=x").status_code == 200


def test_the_list_asks_a_fixed_number_of_questions(desk, ward, django_assert_max_num_queries):
    for number in range(30):
        user = User.objects.create_user(f"n{number}@example.org", None, full_name=f"Người {number}")
        Posting.objects.create(user=user, role=Role.HELPER, ward=ward)
    with django_assert_max_num_queries(14):
        desk.get("/staff/accounts/")
