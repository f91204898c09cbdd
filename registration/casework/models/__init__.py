"""What casework stores: the registration and what hangs on it.

registration → event, completion request, not-eligible proposal, decision, document, opening by code; register numbers.
Around the clocks: draft of a decision, suspension, warning, daily digest.
What a desk keeps for its own work: note, cover, saved view, duplicate mark; and the coordinator's break-glass.
All personal words are encrypted fields; look-ups go by blind index (`lookups.py`).
"""

from .break_glass import BreakGlass
from .cover import Cover
from .decision import Decision, RegisterCounter
from .document import Document
from .draft import DecisionDraft
from .duplicate_mark import DuplicateMark
from .event import Event
from .note import Note
from .opening import Opening
from .proposal import NotEligibleProposal
from .registration import Registration
from .request import CompletionRequest
from .saved_view import SavedView
from .suspension import Suspension
from .warning import Digest, DueWarning

__all__ = [
    "BreakGlass",
    "CompletionRequest",
    "Cover",
    "Decision",
    "DecisionDraft",
    "Digest",
    "Document",
    "DueWarning",
    "DuplicateMark",
    "Event",
    "NotEligibleProposal",
    "Note",
    "Opening",
    "RegisterCounter",
    "Registration",
    "SavedView",
    "Suspension",
]
