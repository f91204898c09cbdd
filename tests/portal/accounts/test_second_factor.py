"""Step two: a code works once, a recovery code is a way in, a new account must enrol first."""

import base64
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.contrib.auth import SESSION_KEY
from django.db import connections
from django_otp.plugins.otp_static.models import StaticToken

from portal.accounts import second_factor
from portal.accounts.authenticators import PLACE, Authenticator, rotate, sealed
from portal.accounts.second_factor import WaitFirst
from portal.privacy.cipher import parse_keys, ring

pytestmark = pytest.mark.django_db


def test_password_and_code_open_the_staff_home_in_a_new_session(client, officer, first_step, code):
    first_step(client, officer)
    half_way = client.session.session_key
    assert client.post("/staff/second-factor/", {"otp_token": code(officer)}).url == "/staff/"
    assert client.session.session_key != half_way
    assert client.session[SESSION_KEY] == str(officer.pk)
    assert client.get("/staff/").status_code == 200


def test_a_wrong_code_opens_nothing(client, officer, first_step):
    first_step(client, officer)
    answer = client.post("/staff/second-factor/", {"otp_token": "000000"})
    assert answer.status_code == 200
    assert SESSION_KEY not in client.session


def test_a_code_with_a_space_in_the_middle_is_taken(client, officer, first_step, code):
    first_step(client, officer)
    digits = code(officer)
    assert client.post("/staff/second-factor/", {"otp_token": f"{digits[:3]} {digits[3:]}"}).status_code == 302


def test_a_code_works_once(client, officer, first_step, code):
    digits = code(officer)
    assert second_factor.verify(officer, digits) is not None
    assert second_factor.verify(officer, digits) is None


def test_a_code_older_than_the_last_used_one_is_refused(officer, code):
    assert second_factor.verify(officer, code(officer)) is not None
    assert second_factor.verify(officer, code(officer, steps_ahead=-1)) is None


@pytest.mark.parametrize("steps", [-3, -2, 2, 3])
def test_a_code_outside_the_window_is_refused(officer, code, steps):
    assert second_factor.verify(officer, code(officer, steps_ahead=steps)) is None


def test_accepting_a_neighbouring_code_does_not_widen_the_window(officer, code):
    assert second_factor.verify(officer, code(officer, steps_ahead=1)) is not None
    assert Authenticator.objects.get(user=officer).drift == 0


@pytest.mark.django_db(transaction=True)
def test_of_parallel_uses_of_one_code_a_single_one_passes(officer, code):
    digits = code(officer)

    def use(_):
        try:
            return second_factor.verify(officer, digits) is not None
        except WaitFirst:
            return False
        finally:
            connections.close_all()

    with ThreadPoolExecutor(5) as pool:
        assert sum(pool.map(use, range(5))) == 1


def test_wrong_codes_must_wait_longer_and_longer(officer):
    waits = []
    for _ in range(12):
        try:
            second_factor.verify(officer, "000000")
        except WaitFirst as wait:
            waits.append(wait.seconds)
    assert waits
    assert waits[0] >= 1


def test_wrong_codes_at_sign_in_do_not_block_a_working_officers_confirmation(officer, code):
    for _ in range(6):
        try:
            second_factor.verify(officer, "000000", purpose="sign-in")
        except WaitFirst:
            break
    Authenticator.objects.get(user=officer).throttle_reset()
    assert second_factor.verify(officer, code(officer), purpose="step-up") is not None


@pytest.mark.parametrize(
    "token", ["", "12345", "1234567", "abcdef", "１２３４５６", "12345\0", "-12345", "1e5555", "😀"]
)
def test_strange_codes_are_refused_and_break_nothing(client, officer, first_step, token):
    first_step(client, officer)
    assert client.post("/staff/second-factor/", {"otp_token": token}).status_code in {200, 429}
    assert SESSION_KEY not in client.session


# --- recovery codes -----------------------------------------------------------------------------------------------


def test_a_recovery_code_is_a_way_in_and_works_once(client, officer, first_step):
    codes = second_factor.new_recovery_codes(officer)
    first_step(client, officer)
    assert client.post("/staff/second-factor/", {"otp_token": codes[0].upper()}).status_code == 302
    assert second_factor.codes_left(officer) == 9
    assert second_factor.verify(officer, codes[0]) is None


def test_a_recovery_code_clears_the_delay_of_the_authenticator(officer, code):
    codes = second_factor.new_recovery_codes(officer)
    Authenticator.objects.get(user=officer).throttle_increment()
    Authenticator.objects.filter(user=officer).update(throttling_failure_count=30)
    with pytest.raises(WaitFirst):
        second_factor.verify(officer, code(officer))
    assert second_factor.verify(officer, codes[3]) is not None
    assert second_factor.verify(officer, code(officer)) is not None


def test_recovery_codes_are_not_readable_in_the_database(officer):
    codes = second_factor.new_recovery_codes(officer)
    stored = set(StaticToken.objects.values_list("token", flat=True))
    assert len(stored) == 10
    assert stored.isdisjoint(code.replace("-", "") for code in codes)


def test_new_recovery_codes_end_the_old_ones(officer):
    old = second_factor.new_recovery_codes(officer)
    second_factor.new_recovery_codes(officer)
    assert second_factor.verify(officer, old[0]) is None


# --- enrolment ----------------------------------------------------------------------------------------------------


def test_a_new_account_must_enrol_before_anything_opens(client, newcomer, first_step):
    first_step(client, newcomer)
    assert client.get("/staff/second-factor/").url == "/staff/second-factor/enrol/"
    page = client.get("/staff/second-factor/enrol/").content.decode()
    assert "<svg" in page
    assert "style=" not in page
    assert second_factor.typed_key(Authenticator.objects.get(user=newcomer)) in page
    assert client.get("/staff/").url == "/staff/sign-in/"


def test_the_first_code_confirms_the_authenticator_and_shows_ten_recovery_codes_once(
    client, newcomer, first_step, code
):
    first_step(client, newcomer)
    client.get("/staff/second-factor/enrol/")
    page = client.post("/staff/second-factor/enrol/", {"otp_token": code(newcomer)})
    codes = re.findall(r"<code>([a-z0-9]{5}-[a-z0-9]{5})</code>", page.content.decode())
    assert len(set(codes)) == 10
    assert page["Cache-Control"] == "no-store, private"
    assert codes[0] not in client.get("/staff/account/").content.decode()
    assert second_factor.verify(newcomer, codes[9]) is not None


def test_a_wrong_first_code_leaves_the_account_unenrolled(client, newcomer, first_step):
    first_step(client, newcomer)
    client.get("/staff/second-factor/enrol/")
    client.post("/staff/second-factor/enrol/", {"otp_token": "000000"})
    assert not second_factor.is_enrolled(newcomer)
    assert client.get("/staff/").url == "/staff/sign-in/"


def test_reloading_the_enrolment_page_keeps_the_same_key(client, newcomer, first_step):
    first_step(client, newcomer)
    client.get("/staff/second-factor/enrol/")
    client.get("/staff/second-factor/enrol/")
    assert Authenticator.objects.filter(user=newcomer).count() == 1


def test_with_the_password_alone_nobody_can_enrol_a_second_authenticator(client, officer, first_step):
    first_step(client, officer)
    assert client.get("/staff/second-factor/enrol/").url == "/staff/second-factor/"
    client.post("/staff/second-factor/enrol/", {"otp_token": "000000"})
    assert Authenticator.objects.filter(user=officer).count() == 1
    assert second_factor.confirm_enrolment(officer, "000000") is None


# --- the secret at rest -------------------------------------------------------------------------------------------


def test_the_secret_lies_sealed_in_the_database_and_fits_its_column(officer):
    device = Authenticator.objects.get(user=officer)
    assert len(device.bin_key) == 20
    assert device.bin_key.hex() not in device.key
    assert ring().open(base64.urlsafe_b64decode(device.key + "=" * (-len(device.key) % 4)), PLACE) == device.bin_key
    longest = parse_keys(f"0123456789:{base64.b64encode(b'k' * 32).decode()}")
    assert len(base64.urlsafe_b64encode(longest.seal(b"s" * 20, PLACE)).rstrip(b"=")) <= 80


def test_rotation_moves_the_secret_to_the_newest_key_and_the_phone_goes_on_working(officer, code, settings):
    old = settings.FIELD_KEYS
    settings.FIELD_KEYS = f"new:{base64.b64encode(b'n' * 32).decode()},{old}"
    assert [tally.rotated for tally in rotate()] == [1]
    assert [tally.rotated for tally in rotate()] == [0]
    settings.FIELD_KEYS = settings.FIELD_KEYS.split(",")[0]
    assert second_factor.verify(officer, code(officer)) is not None


def test_a_plain_secret_of_django_otps_own_tools_works_and_is_sealed_by_rotation(officer, code):
    Authenticator.objects.filter(user=officer).update(key="3132333435363738393031323334353637383930")
    assert second_factor.verify(officer, code(officer)) is not None
    list(rotate())
    device = Authenticator.objects.get(user=officer)
    assert device.bin_key == b"12345678901234567890"
    assert device.key != sealed(b"12345678901234567890")  # a fresh nonce each time
