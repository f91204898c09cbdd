"""People of these tests: an officer with password and authenticator, an administrator, and a browser for each."""

import time

import pytest
from django.test import Client
from django_otp.oath import TOTP

from portal.accounts.authenticators import Authenticator, new_key
from portal.accounts.models import Posting, Role, Team, User
from portal.places.models import Province, Ward

PASSWORD = "một câu mà chỉ tôi biết"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quick_hasher(settings):
    """Argon2 as in production, but with the least work: these tests hash a great deal."""
    settings.PASSWORD_HASHERS = ["tests.portal.accounts.hasher.QuickArgon2"]


@pytest.fixture
def ward(db):
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    return Ward.objects.create(code="00070", name="Hoàn Kiếm", folded="hoan kiem", kind="phuong", province=province)


@pytest.fixture
def team(db):
    return Team.objects.create(name="Đường dây thử")


@pytest.fixture
def officer(ward):
    return enrolled("can.bo@example.org", "Trần Minh Khôi", Role.POLICE_OFFICER, ward=ward)


@pytest.fixture
def administrator(db):
    return enrolled("quan.tri@example.org", "Mai Xuân Sơn", Role.ADMINISTRATOR)


@pytest.fixture
def newcomer(db):
    return User.objects.create_user("moi@example.org", PASSWORD, full_name="Lê Mới")


def enrolled(email: str, full_name: str, role: Role, **place) -> User:
    """An account with password, confirmed authenticator and one posting."""
    user = User.objects.create_user(email, PASSWORD, full_name=full_name)
    Authenticator.objects.create(user=user, name="authenticator", key=new_key())
    Posting.objects.create(user=user, role=role, **place)
    return user


def code_of(user: User, steps_ahead: int = 0) -> str:
    """What the person's authenticator shows now (or in so many steps)."""
    device = Authenticator.objects.get(user=user)
    totp = TOTP(device.bin_key)
    totp.time = time.time() + 30 * steps_ahead
    return f"{totp.token():06d}"


def give_password(client: Client, user: User, password: str = PASSWORD, **more):
    return client.post("/staff/sign-in/", {"email": user.email, "password": password, **more})


def sign_in(client: Client, user: User) -> Client:
    """Both steps, over the pages; the used code is forgotten so that a test may go on at once."""
    assert give_password(client, user).status_code == 302
    answer = client.post("/staff/second-factor/", {"otp_token": code_of(user)})
    assert answer.status_code == 302, answer.content.decode()
    Authenticator.objects.filter(user=user).update(last_t=-1)
    return client


@pytest.fixture
def enrol():
    return enrolled


@pytest.fixture
def code():
    return code_of


@pytest.fixture
def password():
    return PASSWORD


@pytest.fixture
def first_step():
    return give_password


@pytest.fixture
def signed_in():
    return sign_in
