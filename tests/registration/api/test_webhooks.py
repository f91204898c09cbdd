"""Who is told of a changed state, with which words, and what an administrator sees and does about it."""

import re
from datetime import timedelta

import jsonschema
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from procrastinate.contrib.django.models import ProcrastinateJob

from portal.audit.models import Entry
from registration.api.models import Webhook, WebhookDelivery
from registration.api.reading import reference
from registration.api.retention import RULES
from registration.api.webhooks import addresses
from registration.api.webhooks.body import content_of
from registration.casework.actions.decide import decide
from registration.casework.actions.receive import receive
from registration.casework.actions.withdraw import withdraw
from registration.casework.codes import normalise
from registration.casework.erasure import erase
from registration.casework.errors import WrongRole
from registration.casework.models import Registration
from tests.registration.casework.cast import MORNING, at, filed, signed_in

from .conftest import WHOLE

pytestmark = pytest.mark.django_db
READ = "registrations:read"
ALL = ["received", "decided", "withdrawn", "expired"]
State = WebhookDelivery.State


def hook(system, *statuses: str, **changes) -> Webhook:
    return Webhook.objects.create(
        **{
            "client": system.row,
            "url": "http://127.0.0.1:9/hook",
            "secret": "whsec_x",
            "statuses": statuses or ALL,
            **changes,
        }
    )


def decided(cast, registration: Registration) -> Registration:
    return decide(
        registration, cast.chief, place="home_community", starts_on=MORNING.date(), stepped_up=True, now=MORNING
    )


def test_a_client_of_the_ward_is_told_with_a_job_and_the_client_next_door_is_not(cast, system):
    here, next_door = hook(system(READ, wards=("00070",))), hook(system(READ, wards=("00082",)))
    filed(cast.ward)
    assert [row.webhook for row in WebhookDelivery.objects.all()] == [here]
    assert not next_door.deliveries.exists()
    job = ProcrastinateJob.objects.get(queue_name="webhooks")
    assert job.args == {"delivery_id": str(here.deliveries.get().pk)}


@pytest.mark.parametrize(
    ("scopes", "change"),
    [((), {}), (("registrations:create",), {}), ((READ,), {"is_active": False}), ((READ,), {"statuses": ["closed"]})],
)
def test_without_the_scope_the_switch_or_the_wish_nobody_is_told(cast, system, scopes, change):
    hook(system(*scopes), **change)
    filed(cast.ward)
    assert not WebhookDelivery.objects.exists()


@pytest.mark.parametrize("change", [{"is_active": False}, {"expires_on": "2026-01-01"}])
def test_a_client_that_may_not_call_is_not_told(cast, system, change):
    client = system(READ)
    hook(client)
    type(client.row).objects.update(**change)
    filed(cast.ward)
    assert not WebhookDelivery.objects.exists()


def test_a_national_channel_hears_of_every_ward_once(cast, system):
    client = system(READ, wards=("00070", "00082"))
    client.row.every_ward = True
    client.row.save()
    hook(client)
    filed(cast.ward)
    assert WebhookDelivery.objects.count() == 1


def test_a_prepared_dossier_is_told_to_nobody_but_who_handed_it_in(cast, system, integrator):
    mine, other = hook(integrator), hook(system(READ))
    registration = Registration.objects.get(code=normalise(integrator.post().json()["code"]))
    withdraw(registration, None, by_citizen=True)
    assert mine.deliveries.count() == 1
    assert not other.deliveries.exists()


def test_each_change_of_state_is_one_message_with_a_growing_number(cast, system):
    webhook = hook(system(READ))
    decided(cast, filed(cast.ward))
    told = [content_of(one) for one in webhook.deliveries.order_by("created_at")]
    assert [(one["event"], one["previous_status"]) for one in told] == [
        ("registration.received", "draft"),
        ("registration.decided", "received"),
    ]
    assert told[0]["seq"] < told[1]["seq"]


def test_a_move_that_is_refused_is_not_told(cast, system):
    webhook = hook(system(READ))
    registration = filed(cast.ward, file_now=False)
    with pytest.raises(WrongRole):
        receive(registration, cast.officer_next_door, identity_compared=True)
    assert not webhook.deliveries.exists()


def test_a_message_holds_no_personal_word_and_no_code_for_who_does_not_know_it(cast, system):
    client = system(READ)
    webhook = hook(client)
    registration = filed(cast.ward)
    told = content_of(webhook.deliveries.get())
    assert told["code"] is None
    assert told["id"] == reference(client.row.pk, registration.pk) == client.get(registration.code).json()["id"]
    assert registration.code not in str(told)
    assert set(told) == {"delivery", "event", "id", "code", "seq", "status", "previous_status", "ward", "at"}


def test_the_description_tells_every_message_as_it_is(cast, system, client):
    described = client.get("/api/v1/openapi.json").json()["webhooks"]["registration.changed"]["post"]
    schema = described["requestBody"]["content"]["application/json"]["schema"]
    webhook = hook(system(READ))
    decided(cast, filed(cast.ward))
    for told in (content_of(one) for one in webhook.deliveries.all()):
        jsonschema.validate(told, schema)
        assert set(told) == set(schema["properties"])


def test_who_handed_it_in_gets_the_code_back(cast, national):
    webhook = hook(national)
    code = national.post(WHOLE | {"residence_ward": "00070"}).json()["code"]
    assert content_of(webhook.deliveries.get())["code"] == code


def test_two_clients_cannot_compare_their_names_for_a_registration(cast, system):
    one, two = hook(system(READ)), hook(system(READ))
    filed(cast.ward)
    assert content_of(one.deliveries.get())["id"] != content_of(two.deliveries.get())["id"]


def test_an_erased_registration_leaves_nothing_personal_in_the_log(cast, system):
    webhook = hook(system(READ))
    registration = filed(cast.ward)
    erase(registration, MORNING)
    assert "Mẫu" not in str(content_of(webhook.deliveries.get()))


def test_nobody_listening_costs_one_query_and_a_listener_a_handful(cast, system):
    registration = filed(cast.ward)
    with _counted() as silent:
        decided(cast, registration)
    hook(system(READ))
    second = filed(cast.ward)
    with _counted() as one:
        decided(cast, second)
    assert len(one) - len(silent) <= 5


def _counted() -> CaptureQueriesContext:
    return CaptureQueriesContext(connection)


# --- the administrator's pages -------------------------------------------------------------------------------------
def page(client) -> str:
    return f"/staff/api-clients/{client.row.pk}/webhooks/"


NEW = {"url": "https://example.org/hook", "statuses": ["received", "decided"]}


def test_an_administrator_adds_a_webhook_and_sees_its_secret_once(cast, system):
    client, browser = system(READ), signed_in(cast.administrator)
    shown = browser.post(page(client) + "new/", NEW).content.decode()
    secret = re.search(r"<code>(whsec_[^<]+)</code>", shown).group(1)
    assert Webhook.objects.get().secret == secret
    assert secret not in browser.get(page(client)).content.decode()
    assert Entry.objects.get(action="api_webhook.added").actor == cast.administrator


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org/",
        "https://user:pw@example.org/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.0.0.8/",
        "https://169.254.169.254/latest",
        "https://[::ffff:192.168.1.1]/",
        "https://[64:ff9b::7f00:1]/",
        "https://0.0.0.0/",
        "https://example.org:99999/",
        "https://example.org/#part",
        "ftp://example.org/",
        "//example.org",
        "https://exa mple.org/",
        "https://" + "a" * 600 + ".org/",
        "https://" + "a" * 70 + ".org/",
        "https://example.org/\x00",
        "",
    ],
)
def test_an_address_that_may_not_be_called_is_asked_again(cast, system, settings, url):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    response = signed_in(cast.administrator).post(page(system(READ)) + "new/", NEW | {"url": url})
    assert response.status_code == 200
    assert not Webhook.objects.exists()


def test_a_vietnamese_name_is_called_in_its_ascii_form(settings):
    settings.WEBHOOKS_MAY_BE_PRIVATE = False
    url = addresses.normal_url(" https://đườngvề.vn/a?b=1 ")
    assert url.isascii()
    assert (url[:12], url[-9:]) == ("https://xn--", ".vn/a?b=1")


def test_dead_letters_are_seen_and_sent_again_one_or_all(cast, system):
    client, browser = system(READ), signed_in(cast.administrator)
    webhook = hook(client)
    for _number in range(3):
        filed(cast.ward)
    webhook.deliveries.update(state=State.DEAD, attempts=9, last_error="http_500")
    shown = browser.get(page(client)).content.decode()
    assert shown.count("500") >= 3
    first = webhook.deliveries.first()
    browser.post(f"{page(client)}{webhook.pk}/replay/{first.pk}/")
    first.refresh_from_db()
    assert (first.state, first.attempts) == (State.WAITING, 0)
    browser.post(f"{page(client)}{webhook.pk}/replay/")
    assert not webhook.deliveries.dead().exists()
    assert Entry.objects.filter(action="api_webhook.replayed").count() == 2


def test_pages_of_another_client_s_webhook_are_not_found(cast, system):
    mine, other = system(READ), system(READ)
    webhook = hook(other)
    browser = signed_in(cast.administrator)
    for tail in ("", "secret/"):
        assert browser.get(f"{page(mine)}{webhook.pk}/{tail}").status_code == 404
    for tail in ("trial/", "off/", "on/", "replay/"):
        assert browser.post(f"{page(mine)}{webhook.pk}/{tail}").status_code == 404


def test_a_webhook_is_changed_switched_off_and_tried(cast, system):
    client, browser = system(READ), signed_in(cast.administrator)
    webhook = hook(client)
    browser.post(f"{page(client)}{webhook.pk}/", NEW)
    browser.post(f"{page(client)}{webhook.pk}/off/")
    browser.post(f"{page(client)}{webhook.pk}/trial/")
    webhook.refresh_from_db()
    assert (webhook.url, webhook.is_active) == (NEW["url"], False)
    assert content_of(webhook.deliveries.get())["event"] == "ping"


@pytest.mark.parametrize("who", ["officer", "chief", "editor", "coordinator", "counsellor"])
def test_nobody_else_sees_webhooks(cast, system, who):
    client = system(READ)
    webhook = hook(client)
    browser = signed_in(cast.staff()[who])
    assert browser.get(page(client)).status_code == 403
    assert browser.post(f"{page(client)}{webhook.pk}/replay/").status_code == 403


def test_the_page_takes_the_same_queries_for_one_message_and_for_many(cast, system):
    client, browser = system(READ), signed_in(cast.administrator)
    webhook = hook(client)
    filed(cast.ward)
    with _counted() as one:
        browser.get(page(client))
    with at(MORNING):
        for _number in range(12):
            filed(cast.ward)
    webhook.deliveries.update(state=State.DEAD)
    with _counted() as many:
        browser.get(page(client))
    assert len(many) <= len(one)


def test_the_log_is_forgotten_on_time_dead_letters_later(cast, system):
    webhook = hook(system(READ))
    filed(cast.ward)
    filed(cast.ward)
    first, second = webhook.deliveries.all()
    WebhookDelivery.objects.filter(pk=first.pk).update(state=State.DELIVERED)
    WebhookDelivery.objects.filter(pk=second.pk).update(state=State.DEAD)
    rules = {rule.name: rule for rule in RULES}
    now = first.created_at + timedelta(days=31)
    assert rules["api_messages"].apply(now, True) == rules["api_messages"].apply(now, False) == 1
    assert rules["api_dead_letters"].apply(now, False) == 0
    assert rules["api_dead_letters"].apply(now + timedelta(days=60), False) == 1
