"""Send through Twilio and look up what became of a message whose answer was lost."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import requests
from django.conf import settings
from django.urls import reverse
from twilio.base.exceptions import TwilioException, TwilioRestException

from portal.sms.gateways.base import (
    Accepted,
    CredentialsRefused,
    FinalRefusal,
    OutcomeUnknown,
    ReceiverOptedOut,
    TemporaryRefusal,
)
from portal.sms.gateways.twilio import codes
from portal.sms.gateways.twilio.client import connect
from portal.sms.states import State

# Their clock and ours may differ, and their times have whole seconds.
CLOCK_SKEW = timedelta(seconds=90)
LOOK_BACK = 200


class TwilioGateway:
    """One account; fits `base.Gateway`."""

    name = "twilio"
    tries_after = codes.TRIES_AFTER
    alarming = codes.ALARMING

    def __init__(self) -> None:
        self._client = connect()

    def send(self, *, to: str, body: str, message_id: str) -> Accepted:
        """`POST Messages.json`; our id travels in the query of the callback's address, so that a report which
        overtakes the answer still finds its message."""
        sender: dict[str, str] = (
            {"messaging_service_sid": settings.TWILIO_MESSAGING_SERVICE_SID}
            if settings.TWILIO_MESSAGING_SERVICE_SID
            else {"from_": settings.TWILIO_FROM}
        )
        with _own_errors():
            made = self._client.messages.create(to=to, body=body, status_callback=callback_url(message_id), **sender)
            return _accepted(made)

    def find(self, *, to: str, body: str, message_id: str, since: datetime, known: set[str]) -> Accepted | None:
        """Walk the list of messages to this number, newest first, back to `since`."""
        with _own_errors():
            for made in self._client.messages.stream(to=to, limit=LOOK_BACK, page_size=LOOK_BACK):
                if made.date_created is not None and made.date_created < since - CLOCK_SKEW:
                    return None
                if made.body == body and made.direction != "inbound" and made.sid not in known:
                    return _accepted(made)
        return None


def callback_url(message_id: str) -> str:
    """Where Twilio reports on this message."""
    return f"{settings.PUBLIC_URL}{reverse('sms:twilio_status')}?{urlencode({'m': message_id})}"


def _accepted(made: Any) -> Accepted:
    if not made.sid:
        raise OutcomeUnknown("no_sid")
    state = codes.STATES.get(str(made.status), State.SENDING)
    return Accepted(made.sid, state, str(made.error_code or ""))


@contextmanager
def _own_errors() -> Iterator[None]:
    """Every trouble of the wire and the API as one of the errors of `base`."""
    try:
        yield
    except TwilioRestException as error:
        raise _translated(error) from error
    except (requests.exceptions.ConnectTimeout, requests.exceptions.InvalidURL) as error:
        raise TemporaryRefusal("connect") from error
    except requests.exceptions.RequestException as error:
        raise (TemporaryRefusal("connect") if _never_connected(error) else OutcomeUnknown("wire")) from error
    except (TwilioException, ValueError) as error:  # an answer that is not what Twilio answers
        raise OutcomeUnknown("answer") from error


def _never_connected(error: requests.exceptions.RequestException) -> bool:
    reason = getattr(error.args[0], "reason", None) if error.args else None
    return type(reason).__name__ in {"NewConnectionError", "ConnectTimeoutError", "NameResolutionError"}


def _translated(error: TwilioRestException) -> Exception:
    code = int(error.code or 0)
    text = str(code or error.status)
    if error.status == 401 or code in codes.CREDENTIALS:
        return CredentialsRefused(text)
    if error.status == codes.TOO_MANY:
        return TemporaryRefusal(text)
    if error.status >= 500:
        return OutcomeUnknown(text)
    if code in codes.OPTED_OUT:
        return ReceiverOptedOut(text)
    return FinalRefusal(text, alert=code not in codes.NOT_A_NUMBER)
