"""The second factor asked again: a code that works once, for the signed-in person only."""

import pytest
from django.test import RequestFactory
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts import second_factor
from portal.accounts.permissions import confirm_second_factor, confirmed_recently
from portal.accounts.sessions import CONFIRMED

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(client):
    """A request as a view of a verified person gets it."""

    def make(user, *, verified=True):
        request = RequestFactory().post("/staff/registrations/x/decide/")
        request.user, request.session = user, {}
        user.is_verified = lambda: verified
        return request

    return make


def test_a_fresh_code_confirms_once(officer, code, request_of):
    request, digits = request_of(officer), code(officer)
    assert confirm_second_factor(request, digits)
    assert not confirm_second_factor(request, digits)


def test_the_code_of_somebody_else_confirms_nothing(officer, administrator, code, request_of):
    assert not confirm_second_factor(request_of(officer), code(administrator))


def test_a_session_without_second_factor_confirms_nothing_and_uses_no_code_up(officer, code, request_of):
    assert not confirm_second_factor(request_of(officer, verified=False), code(officer))
    assert TOTPDevice.objects.get(user=officer).last_t == -1


def test_a_recovery_code_confirms_too(officer, request_of):
    codes = second_factor.new_recovery_codes(officer)
    assert confirm_second_factor(request_of(officer), codes[0])


def test_guessing_is_slowed_down(officer, code, request_of):
    request = request_of(officer)
    for _ in range(8):
        confirm_second_factor(request, "000000")
    assert not confirm_second_factor(request, code(officer))


def test_a_confirmation_counts_as_recent_for_five_minutes(officer, code, request_of):
    request = request_of(officer)
    assert not confirmed_recently(request)
    confirm_second_factor(request, code(officer))
    assert confirmed_recently(request)
    request.session[CONFIRMED] -= 301
    assert not confirmed_recently(request)
