"""Magic receivers: `+849000` and a five-digit code, e.g. `+84900021610`, end in the code they cause.

Codes of Twilio act as the published table says; the 99xxx ones are this stand-in's own, for trouble on the wire.
"""

import re

from .errors import DELIVERY_ERRORS, REQUEST_ERRORS

LOST_ANSWER = 99001  # kept, connection cut before the answer
LOST_ANSWER_500 = 99002  # kept, answered 500
REFUSED_500 = 99003  # not kept, answered 500
CUT_BEFORE = 99004  # not kept, connection cut
DUPLICATE_CALLBACKS = 99005
REORDERED_CALLBACKS = 99006
NO_RECEIPT = 99007  # stays at `sent`, as many Vietnamese carriers do
RECOVERS = 99008  # 429 at the first request, accepted afterwards

WIRE = {LOST_ANSWER, LOST_ANSWER_500, REFUSED_500, CUT_BEFORE, RECOVERS}
LIFE = {DUPLICATE_CALLBACKS, REORDERED_CALLBACKS, NO_RECEIPT}

_MAGIC = re.compile(r"^\+849000(\d{5})$")


def code_of(number: str) -> int | None:
    """The code that sending to `number` causes, or None for an ordinary receiver."""
    match = _MAGIC.match(number)
    if match is None:
        return None
    code = int(match.group(1))
    known = code in REQUEST_ERRORS or code in DELIVERY_ERRORS or code in WIRE or code in LIFE
    return code if known else None


def number_for(code: int) -> str:
    """The magic receiver that causes `code`."""
    return f"+849000{code:05d}"
