"""What every SMS gateway can do, and the few ways in which it can fail. Retries are the job's, never the client's."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from portal.sms.states import State


@dataclass(frozen=True)
class Accepted:
    """The gateway has the message: its id for it, and how far it is."""

    provider_id: str
    state: State
    error_code: str = ""


@dataclass(frozen=True)
class Report:
    """What a gateway later tells about a message. `message_id` is our own id where the gateway repeats it."""

    gateway: str
    provider_id: str
    state: State
    error_code: str = ""
    message_id: str = ""


class GatewayError(Exception):
    """Base; `code` is the gateway's own, as text."""

    def __init__(self, code: str = "") -> None:
        super().__init__(code)
        self.code = code


class TemporaryRefusal(GatewayError):
    """Surely not sent; the same may work later."""


class OutcomeUnknown(GatewayError):
    """No usable answer: it may have been sent. Look it up before any retry."""


class CredentialsRefused(GatewayError):
    """Surely not sent, nor will anything else be: stop the queue, alert."""


class FinalRefusal(GatewayError):
    """Surely not sent, and never will be. `alert`: the fault is in the set-up, not in the number."""

    def __init__(self, code: str = "", *, alert: bool = False) -> None:
        super().__init__(code)
        self.alert = alert


class ReceiverOptedOut(FinalRefusal):
    """The receiver told the gateway to stop."""


class Gateway(Protocol):
    """One connection to one gateway."""

    name: str
    # Codes of a failed delivery after which one more try makes sense: code -> how many tries in all.
    tries_after: dict[str, int]
    # Codes of a failed delivery that somebody should hear of.
    alarming: frozenset[str]

    def send(self, *, to: str, body: str, message_id: str) -> Accepted:
        """Hand over one text; `message_id` comes back in reports. Raises one of the errors above."""
        ...

    def find(self, *, to: str, body: str, message_id: str, since: datetime, known: set[str]) -> Accepted | None:
        """The message to `to` with `body`, or sent under our `message_id`, that the gateway took at or after `since`,
        unless its id is `known`. None only where it surely took none.

        Raises TemporaryRefusal or OutcomeUnknown where the gateway cannot be asked.
        """
        ...
