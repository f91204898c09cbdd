"""The wire to Twilio: its own client, with the host from TWILIO_API_URL, no hidden retries and no words in logs."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from twilio.http.http_client import TwilioHttpClient
from twilio.http.response import Response
from twilio.rest import Client

TIMEOUT_S = 10
_LOOPBACK = {"127.0.0.1", "localhost", "::1"}


class QuietHttpClient(TwilioHttpClient):
    """Sends every request to the configured host; the library's request log, which holds numbers and words, is off."""

    def __init__(self) -> None:
        super().__init__(timeout=TIMEOUT_S)
        self._base = urlsplit(settings.TWILIO_API_URL)
        if self.session is not None and self._base.hostname in _LOOPBACK:
            self.session.trust_env = False  # a proxy of the environment cannot reach the stand-in

    def request(self, method: str, url: str, *args: Any, **kwargs: Any) -> Response:
        """As the library's, at our host."""
        target = urlsplit(url)._replace(scheme=self._base.scheme, netloc=self._base.netloc)
        return super().request(method, target.geturl(), *args, **kwargs)

    def log_request(self, kwargs: dict[str, Any]) -> None:
        """Nothing."""

    def log_response(self, status_code: int, response: Any) -> None:
        """Nothing."""


def connect() -> Client:
    """A client of the configured account."""
    return Client(settings.TWILIO_ACCOUNT_SID, settings.TWILIO_AUTH_TOKEN, http_client=QuietHttpClient())
