"""Staff see which texts did not arrive and why, and nothing about the people."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.html import escape
from django_otp.oath import TOTP
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import Posting, Role, Team, User
from portal.sms import outbox
from portal.sms.alerts import alerts
from portal.sms.figures import grouped
from portal.sms.gateways.twilio import codes
from portal.sms.models import DayCost, GatewayPause, OutboundMessage
from portal.sms.reasons import REASONS, reason
from portal.sms.standin.errors import DELIVERY_ERRORS
from portal.sms.states import State

from .conftest import LINK, PHONE

pytestmark = pytest.mark.django_db
PAGE, OVERVIEW = "/staff/messages/", "/staff/sms/"
PASSWORD = "mot cau mat khau dai"


def signed_in(role):
    """A browser of someone who holds `role`, after both factors."""
    user = User.objects.create_user(f"{role}@demo.example", PASSWORD, full_name="Người trực")
    team = None if role == Role.ADMINISTRATOR else Team.objects.create(name="Ca trực")
    Posting.objects.create(user=user, role=role, team=team)
    device = TOTPDevice.objects.create(user=user, name="authenticator")
    browser = Client()
    browser.post("/staff/sign-in/", {"email": user.email, "password": PASSWORD})
    browser.post("/staff/second-factor/", {"otp_token": f"{TOTP(device.bin_key).token():06d}"})
    return browser


def failed(code, **fields):
    message = outbox.send(
        PHONE, "registration_update", {"code": "DV-AAAAA-AAAAA", "link": LINK}, reference="DV-AAAAA-AAAAA"
    )
    OutboundMessage.objects.filter(pk=message.pk).update(
        state=State.FAILED, error_code=code, next_attempt_at=None, **fields
    )
    return message


def test_an_administrator_sees_why_a_text_failed_but_not_whose():
    failed("21614")
    page = signed_in(Role.ADMINISTRATOR).get(PAGE).content.decode()
    assert str(REASONS["21614"]) in page
    assert not any(word in page for word in ("912345678", "DV-AAAAA", LINK))


def test_a_failure_that_was_tried_again_is_not_shown():
    first = failed("30003")
    OutboundMessage.objects.filter(pk=failed("x").pk).update(retry_of=first, state=State.DELIVERED)
    assert not OutboundMessage.objects.not_arrived().exists()


def test_a_gateway_that_stands_still_is_shown():
    GatewayPause.objects.create(gateway="twilio", until=timezone.now() + timedelta(minutes=5), error_code="20003")
    assert str(REASONS["20003"]) in signed_in(Role.SUPERVISOR).get(PAGE).content.decode()


def test_other_roles_are_refused():
    assert signed_in(Role.COUNSELLOR).get(PAGE).status_code == 403


def test_without_sign_in_one_is_asked_to():
    assert Client().get(PAGE).status_code == 302


@pytest.mark.parametrize("code", sorted({*map(str, DELIVERY_ERRORS), *map(str, codes.NOT_A_NUMBER | codes.SET_UP)}))
def test_every_code_of_the_table_has_a_sentence(code):
    assert code in REASONS


def test_an_unknown_code_is_named():
    assert "39999" in reason("39999")


def test_the_overview_shows_states_costs_and_what_to_look_at(settings):
    settings.SMS_COST_A_DAY = 1000
    GatewayPause.objects.create(gateway="twilio", until=timezone.now() + timedelta(minutes=5), error_code="20003")
    DayCost.objects.create(day=timezone.localdate(), gateway="http", side="hotline", texts=3, segments=4, cost=950)
    failed("30007")
    OutboundMessage.objects.filter(pk=failed("x").pk).update(state=State.UNKNOWN)
    page = signed_in(Role.SUPERVISOR).get(OVERVIEW).content.decode()
    assert len(alerts()) == 4
    assert "950 đồng" in page
    assert grouped(1234567) == "1.234.567"
    assert all(escape(alert) in page for alert in alerts())
    assert not any(word in page for word in ("912345678", "DV-AAAAA", LINK))


def test_the_staff_home_counts_what_is_to_be_looked_at():
    browser = signed_in(Role.ADMINISTRATOR)
    OutboundMessage.objects.filter(pk=failed("x").pk).update(
        state=State.QUEUED, next_attempt_at=timezone.now() - timedelta(hours=1)
    )
    assert '<span class="dv-tabs__count">1</span>' in browser.get("/staff/").content.decode()


def test_where_all_is_well_there_is_nothing_to_look_at():
    failed("21614")
    assert alerts() == []
    assert signed_in(Role.SUPERVISOR).get(OVERVIEW).status_code == 200


def test_counsellors_have_no_overview():
    assert signed_in(Role.COUNSELLOR).get(OVERVIEW).status_code == 403
