"""The answer to what the desk asked for: one place for words and one for files for each part, nothing else.

Files that hold are kept sealed at once and wait with the registration's reference until the answer is sent, so that a
second file that does not hold, or a slip in the words, costs nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.privacy.uploads import checking
from portal.ui.typed_fields import Words
from registration.casework import answer_words, lists
from registration.casework.actions import answer_completion
from registration.casework.models import CompletionRequest, Document, Registration
from registration.intake import papers

KINDS = {"determination_result": Document.Kind.DETERMINATION_RESULT}
LIMIT = 2000


@dataclass(frozen=True)
class Part:
    """One thing that was asked for: its words, its field for words, the entries of the dossier that it opens, the name
    of its file field, files that wait."""

    key: str
    title: str
    text: forms.BoundField
    entries: list[forms.BoundField]
    files_name: str
    waiting: list[Document]


class AnswerForm(forms.Form):
    """`text_<part>` for each part that is asked for, and `text` for anything beside."""

    use_required_attribute = False
    text = Words(label=gettext_lazy("Anything else about it"), limit=LIMIT, required=False)

    def __init__(self, request: CompletionRequest | None, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = request.items if request else {}
        for key in self.asked:
            self.fields[f"text_{key}"] = Words(label=_("Your words (not needed where a file says it)"), limit=LIMIT)
            self.fields[f"text_{key}"].required = False
        self.open = request.open_fields if request else []
        for name in self.open:
            self.fields[f"field_{name}"] = Words(label=answer_words.label(name), limit=LIMIT)
            self.fields[f"field_{name}"].required = False
            self.fields[f"field_{name}"].initial = request.registration.answers.get(name, "") if request else ""

    def words(self) -> dict[str, str]:
        """The valid words of each part."""
        return {key: self.cleaned_data.get(f"text_{key}", "") for key in self.asked}

    def entries(self) -> dict[str, str]:
        """The valid entries of the dossier as they shall stand."""
        return {name: self.cleaned_data.get(f"field_{name}", "") for name in self.open}


def open_request(registration: Registration) -> CompletionRequest | None:
    """What the desk waits for, or None."""
    return registration.completion_requests.filter(closed_at=None).first()


def parts(form: AnswerForm, request: CompletionRequest | None) -> list[Part]:
    """Each part with its fields and the files that wait to be sent."""
    if request is None:
        return []
    waiting = papers.of_draft(request.registration_id)
    return [
        Part(
            key,
            own or lists.words("missing", key),
            form[f"text_{key}"],
            [form[f"field_{name}"] for name in _fields_of(key)],
            f"file_{key}",
            [document for document in waiting if document.item == key],
        )
        for key, own in request.items.items()
    ]


def _fields_of(key: str) -> Sequence[str]:
    entry = lists.entries("missing").get(key)
    return entry.fields if entry else ()


def keep_files(http: HttpRequest, registration: Registration, request: CompletionRequest, form: AnswerForm) -> None:
    """Check and keep each file with its part; faults become errors of the form."""
    alone = next(iter(request.items)) if len(request.items) == 1 else ""
    named = [*((key, f"file_{key}") for key in request.items), (alone, "documents")]
    for key, name in named:
        for file in http.FILES.getlist(name):
            try:
                paper = checking.checked(file.name or "", file.read())
                papers.keep(paper, registration.pk, KINDS.get(key, Document.Kind.OTHER), item=key)
            except checking.BadFile as error:
                form.add_error(f"text_{key}" if key else "text", error.message)


def send(registration: Registration, form: AnswerForm) -> None:
    """Send the words and the files that wait. Raises MoveRefused."""
    with transaction.atomic():
        answer_completion.answer(
            registration,
            form.cleaned_data["text"],
            papers.of_draft(registration.pk),
            items=form.words(),
            fields=form.entries(),
        )
