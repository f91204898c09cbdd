"""`/staff/audit/`: administrators see all, an officer their own; accounts' events are in it; no personal words."""

import time

import pytest
from django.contrib.auth import SESSION_KEY
from django_otp import DEVICE_ID_SESSION_KEY
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.events import announce
from portal.accounts.sessions import CONFIRMED, SEEN, STARTED
from portal.accounts.sign_in import check_password
from portal.audit.log import record
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def page_of(client):
    def page(user, query=""):
        client.force_login(user)
        device = TOTPDevice.objects.get_or_create(user=user, name="authenticator")[0]
        session, now = client.session, int(time.time())
        session.update({DEVICE_ID_SESSION_KEY: device.persistent_id, STARTED: now, SEEN: now, CONFIRMED: now})
        session.save()
        assert session[SESSION_KEY]
        return client.get(f"/staff/audit/{query}")

    return page


def test_an_officer_sees_their_own_entries_only(page_of, officer, administrator):
    record(officer, "registration.read", "registration", "REF-OF-MINE")
    record(administrator, "account.created", "account", "REF-OF-OTHERS")
    text = page_of(officer).content.decode()
    assert "REF-OF-MINE" in text
    assert "REF-OF-OTHERS" not in text


def test_an_officer_cannot_search_for_the_entries_of_others(page_of, officer, administrator):
    record(administrator, "account.created", "account", "REF-OF-OTHERS")
    answer = page_of(officer, "?q=REF-OF-OTHERS&action=account.created")
    assert list(answer.context["page"]) == []


def test_an_administrator_sees_all_and_is_seen_looking(page_of, officer, administrator):
    record(officer, "registration.read", "registration", "REF-1")
    assert "REF-1" in page_of(administrator).content.decode()
    assert Entry.objects.filter(actor=administrator, action="audit.read").count() == 1


def test_the_list_narrows_by_person_and_action(page_of, officer, administrator):
    record(officer, "registration.read", "registration", "REF-1")
    record(officer, "posting.added", "account", "REF-2")
    text = page_of(administrator, "?q=Khôi&action=posting.added").content.decode()
    assert "REF-2" in text
    assert "REF-1" not in text


@pytest.mark.parametrize("query", ["?q=%00", "?q=%25_%27", "?page=999999", "?page=-1", "?action=%F0%9F%98%80"])
def test_strange_questions_get_an_answer(page_of, administrator, query):
    assert page_of(administrator, query).status_code == 200


def test_the_page_asks_a_fixed_number_of_questions(
    page_of, client, administrator, officer, django_assert_max_num_queries
):
    for number in range(60):
        record(officer, "registration.read", "registration", str(number))
    page_of(administrator)
    with django_assert_max_num_queries(16):
        client.get("/staff/audit/")


def test_a_failed_sign_in_of_a_known_account_is_recorded_without_its_name(rf, officer):
    check_password(rf.post("/"), officer.email, "sai mật khẩu rồi")
    entry = Entry.objects.get(action="sign_in.refused")
    assert (entry.actor, entry.object_ref) == (None, str(officer.pk))


def test_a_failed_sign_in_of_nobody_keeps_nothing_of_what_was_typed(rf):
    check_password(rf.post("/"), "ten.that@example.org", "mật khẩu")
    entry = Entry.objects.get(action="sign_in.refused")
    assert "ten.that" not in str(vars(entry))


def test_what_happens_to_accounts_is_in_the_log(officer, administrator):
    announce(administrator, "posting.added", officer, role="helper")
    entry = Entry.objects.get()
    assert (entry.actor, entry.object_ref, entry.detail) == (administrator, str(officer.pk), {"role": "helper"})
