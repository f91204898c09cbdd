"""The stand-in and our requests, held against Twilio's published description in both directions."""

import json
from base64 import b64encode
from email.utils import parsedate_to_datetime
from pathlib import Path

import httpx
import pytest
from openapi_core import OpenAPI
from openapi_core.contrib.requests import RequestsOpenAPIRequest, RequestsOpenAPIResponse
from twilio.base.exceptions import TwilioRestException

from portal.sms.gateways.twilio.client import connect
from portal.sms.standin import magic
from portal.sms.standin.errors import REQUEST_ERRORS

from .conftest import PHONE

FILE = Path(__file__).parent / "data" / "twilio-api-subset.json"
DESCRIPTION = json.loads(FILE.read_text())
for _path in DESCRIPTION["paths"].values():
    del _path["servers"]  # the description's one server is replaced by the stand-in's address
MESSAGE_KEYS = set(DESCRIPTION["components"]["schemas"]["api.v2010.account.message"]["properties"])


@pytest.fixture
def client(twilio):
    """The real client; each of its requests, and each answer, is validated on the way."""
    description = OpenAPI.from_dict(DESCRIPTION | {"servers": [{"url": twilio.url}]})
    made = connect()

    def validate(response, *args, **kwargs):
        request = RequestsOpenAPIRequest(response.request)
        if response.status_code < 400:
            description.validate_request(request)
            if response.status_code != 204:
                description.validate_response(request, RequestsOpenAPIResponse(response))
        return response

    made.http_client.request_hooks = {"response": validate}
    return made


def create(client, twilio, to=PHONE, body="xin chào", **more):
    return client.messages.create(to=to, from_=twilio.config.own_number, body=body, **more)


def test_a_sent_message_is_a_whole_resource(client, twilio):
    made = create(client, twilio, status_callback="https://portal.example/webhooks/twilio/status?m=1")
    resource = twilio.messages(PHONE)[0]
    assert set(resource) == MESSAGE_KEYS
    assert (made.status, made.num_segments, made.direction, made.error_code) == ("queued", "1", "outbound-api", None)


def test_times_are_rfc_2822_and_parsed(client, twilio):
    made = create(client, twilio)
    written = twilio.messages(PHONE)[0]["date_created"]
    assert written.endswith(" +0000")
    assert parsedate_to_datetime(written) == made.date_created


def test_a_message_is_fetched_by_its_id(client, twilio):
    made = create(client, twilio)
    assert client.messages(made.sid).fetch().body == "xin chào"


def test_the_list_pages_and_filters(client, twilio):
    for number in range(7):
        create(client, twilio, body=f"so {number}")
    create(client, twilio, to="+84912345679")
    found = client.messages.list(to=PHONE, page_size=3)
    assert [item.body for item in found] == [f"so {number}" for number in reversed(range(7))]


def test_the_list_filters_by_day_of_sending(client, twilio):
    made = create(client, twilio)
    twilio.knobs(step_delay=0.0)
    other = create(client, twilio, to="+84912345679")
    while client.messages(other.sid).fetch().date_sent is None:
        pass
    today = client.messages(other.sid).fetch().date_sent.date()
    assert [item.sid for item in client.messages.list(date_sent=today)] == [other.sid]
    assert made.sid not in [item.sid for item in client.messages.list(date_sent_after=today)]


def test_words_can_be_redacted_and_a_message_forgotten(client, twilio):
    made = create(client, twilio)
    assert client.messages(made.sid).update(body="").body == ""
    assert client.messages(made.sid).delete()
    with pytest.raises(TwilioRestException) as error:
        client.messages(made.sid).fetch()
    assert (error.value.status, error.value.code) == (404, 20404)


def test_a_message_can_be_cancelled_before_it_is_sent(client, twilio):
    made = create(client, twilio)
    assert client.messages(made.sid).update(status="canceled").status == "canceled"


def test_a_messaging_service_answers_accepted(client, twilio):
    made = client.messages.create(to=PHONE, messaging_service_sid="MG" + "a" * 32, body="x")
    assert (made.status, made.from_, made.num_segments) == ("accepted", None, "0")


@pytest.mark.parametrize("code", sorted(REQUEST_ERRORS))
def test_every_magic_receiver_is_refused_as_twilio_refuses(client, twilio, code):
    with pytest.raises(TwilioRestException) as error:
        create(client, twilio, to=magic.number_for(code))
    assert (error.value.code, error.value.status) == (code, REQUEST_ERRORS[code][0])


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"to": "12"}, 21211),
        ({"body": "a" * 1601}, 21617),
        ({"from_": "not a sender!"}, 21606),
        ({"body": ""}, 21602),
        ({"from_": ""}, 21603),
    ],
)
def test_a_faulty_request_is_refused_with_its_code(client, changes, code):
    with pytest.raises(TwilioRestException) as error:
        client.messages.create(**({"to": PHONE, "from_": "+15005550006", "body": "x"} | changes))
    assert error.value.code == code


@pytest.mark.parametrize("credentials", [None, "x:y", "%s:wrong"])
def test_without_the_right_credentials_nothing_is_answered(twilio, credentials):
    account = twilio.config.account_sid
    headers = {}
    if credentials:
        pair = credentials.replace("%s", account)
        headers = {"Authorization": "Basic " + b64encode(pair.encode()).decode()}
    answer = httpx.get(f"{twilio.url}/2010-04-01/Accounts/{account}/Messages.json", headers=headers, trust_env=False)
    assert answer.status_code == 401
    assert set(answer.json()) == {"code", "message", "more_info", "status"}


def test_messages_outlive_a_restart(twilio, client, tmp_path):
    from portal.sms.standin.server import StandIn

    create(client, twilio)
    with StandIn(tmp_path / "twilio") as restarted:
        assert [item["body"] for item in restarted.messages(PHONE)] == ["xin chào"]


def test_after_stop_twilio_itself_refuses_until_start(client, twilio):
    twilio.knobs(webhook_retries=0)
    twilio.receive(from_=PHONE, body="STOP")
    with pytest.raises(TwilioRestException) as error:
        create(client, twilio)
    assert error.value.code == 21610
    twilio.receive(from_=PHONE, body="START")
    assert create(client, twilio).status == "queued"


def test_an_unknown_knob_is_refused(twilio):
    with pytest.raises(httpx.HTTPStatusError):
        twilio.knobs(nonsense=1)
