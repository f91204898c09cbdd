"""What the person's answer to a request changed in the dossier, field by field, for the desk that asked."""

from dataclasses import dataclass

from . import answer_words, summary
from .models import CompletionRequest


@dataclass(frozen=True)
class Change:
    """One field: its label, what stood there, what stands there now, in words."""

    label: str
    before: str
    after: str


def of(request: CompletionRequest) -> list[Change]:
    """The changes of one request, in the order in which they were made."""
    return [
        Change(answer_words.label(field), summary.value_in_words(field, before), summary.value_in_words(field, after))
        for field, before, after in request.changes
    ]
