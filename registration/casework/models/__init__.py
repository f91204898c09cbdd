"""What casework stores: the registration and what hangs on it.

registration → event, completion request, not-eligible proposal, decision, document, opening by code; register numbers.
All personal words are encrypted fields; look-ups go by blind index (`lookups.py`).
"""

from .decision import Decision, RegisterCounter
from .document import Document
from .event import Event
from .opening import Opening
from .proposal import NotEligibleProposal
from .registration import Registration
from .request import CompletionRequest

__all__ = [
    "CompletionRequest",
    "Decision",
    "Document",
    "Event",
    "NotEligibleProposal",
    "Opening",
    "RegisterCounter",
    "Registration",
]
