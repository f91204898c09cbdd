"""Demo accounts, and the codes that only a demonstration prints."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import demo
from portal.accounts.models import Posting, Role, User
from portal.accounts.second_factor import WaitFirst, verify
from portal.places.models import Facility, Province, Ward

pytestmark = pytest.mark.django_db
CHIEF = "police.chief@demo.example"


@pytest.fixture
def demonstration(settings):
    settings.DEMO = True
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    for code in ("00070", "00082"):
        ward = Ward.objects.create(code=code, name=code, folded=code, kind="phuong", province=province)
    Facility.objects.create(kind="public_facility", name="Hoa Sen", folded="hoa sen", ward=ward, address="–")
    demo.load(0.1, StringIO())


def printed(email: str) -> str:
    out = StringIO()
    call_command("staff_code", email, stdout=out)
    return out.getvalue().strip()


def test_every_role_has_its_demo_person_in_the_right_place(demonstration):
    assert set(Posting.objects.values_list("role", flat=True)) == {str(role) for role in Role}
    assert User.objects.filter(is_demo=True).count() == len(demo.PEOPLE) == 17
    assert User.objects.get(email=CHIEF).wards_today().get().code == "00070"


def test_loading_again_changes_nothing(demonstration):
    before = list(User.objects.values_list("pk", "password"))
    demo.load(0.1, StringIO())
    assert list(User.objects.values_list("pk", "password")) == before


def test_a_demo_person_signs_in_with_the_printed_code(demonstration):
    browser = Client()
    browser.post("/staff/sign-in/", {"email": CHIEF, "password": demo.PASSWORD})
    assert browser.post("/staff/second-factor/", {"otp_token": printed(CHIEF)}).url == "/staff/"


def test_the_next_printed_code_is_accepted_at_once_though_the_first_is_used_up(demonstration):
    user = User.objects.get(email=CHIEF)
    assert [accepts(user), accepts(user)] == [True, True]


def accepts(user) -> bool:
    return verify(user, printed(user.email)) is not None


def test_the_printed_code_survives_earlier_wrong_tries(demonstration):
    user = User.objects.get(email=CHIEF)
    for _ in range(9):
        try:
            verify(user, "000000")
        except WaitFirst:
            break
    assert accepts(user)


def test_outside_a_demonstration_no_code_is_printed(demonstration, settings):
    settings.DEMO = False
    with pytest.raises(CommandError):
        printed(CHIEF)


def test_a_real_account_gets_no_code_printed_even_in_a_demonstration(demonstration, officer_of_the_real_world):
    with pytest.raises(CommandError):
        printed(officer_of_the_real_world.email)


@pytest.fixture
def officer_of_the_real_world(demonstration):
    user = User.objects.create_user("that@example.org", "một câu mà chỉ tôi biết", full_name="Thật")
    TOTPDevice.objects.create(user=user, name="authenticator")
    return user
