"""What a test may turn while the stand-in runs: set through `POST /_standin/knobs`, back to rest by `DELETE`."""

from dataclasses import dataclass

from ..standin.knobs import Knobs as TwilioKnobs


@dataclass
class Knobs(TwilioKnobs):
    """Those of the other stand-in; `error_code` is a status of HTTP here."""

    error_code: int = 500
    keep_refused: bool = False  # a refused request was kept all the same, as after a fault behind the answer
    lookup: bool = True  # whether it can be asked what became of a message
    receipts: bool = True  # without them a message rests at `sent`
    fail_next: int = 0  # how many messages end undelivered ...
    fail_error: int = 0  # ... with this error
