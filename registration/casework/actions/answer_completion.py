"""The citizen answers a request for missing parts: words and files for each part; the desk checks, the state stays."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ..errors import BadInput
from ..escalation import raising
from ..models import CompletionRequest, Document, Registration
from ..turn import turn

LONGEST = 2000


def answer(
    registration: Registration,
    text: str,
    documents: Iterable[Document] = (),
    *,
    items: Mapping[str, str] | None = None,
    fields: Mapping[str, str] | None = None,
    now: datetime | None = None,
) -> Registration:
    """Answered. `documents` are saved rows without a registration, `items` words by part (`CompletionRequest.items`).

    `fields` are new words for entries of the dossier. Only the parts that were asked for, and their entries
    (`CompletionRequest.open_fields`), are open: other keys are left out. A second answer is added to the first.
    """
    with turn("answer", registration, None, now=now, by_citizen=True) as case:
        request = case.registration.completion_requests.select_for_update().get(closed_at=None)
        said = {key: words.strip() for key, words in (items or {}).items() if key in request.items and words.strip()}
        files = [document.pk for document in documents]
        changed = _put_right(request, case.registration, fields or {})
        if not text.strip() and not files and not said and not changed:
            raise BadInput("text", _("Write something or add a file."))
        request.answer = _joined(request.answer, text)
        request.item_answers = {
            key: _joined(request.item_answers.get(key, ""), said.get(key, ""))
            for key in request.items
            if key in said or key in request.item_answers
        }
        request.answered_at = case.now
        request.changes = [*request.changes, *changed]
        request.save(update_fields=["answer", "item_answers", "answered_at", "changes"])
        _take_over(files, case.registration, request)
        case.save(
            *(["answers"] if changed else []),
            detail={
                "text": text.strip(),
                "items": _in_words(request, said),
                "files": len(files),
                "changed": [name for name, _before, _after in changed],
            },
            audit={"files": len(files), "parts": sorted(said), "fields": [name for name, _before, _after in changed]},
            watch=(raising.ANSWERED, None),
            sms=None,
        )
    return case.registration


def _put_right(
    request: CompletionRequest, registration: Registration, fields: Mapping[str, str]
) -> list[tuple[str, str, str]]:
    """Set the open entries that differ (not saved): (field, before, after). An entry is never emptied this way."""
    changed = []
    for name in request.open_fields:
        before, after = str(registration.answers.get(name) or ""), str(fields.get(name) or "").strip()[:LONGEST]
        if after and after != before:
            registration.answers[name] = after
            changed.append((name, before, after))
    return changed


def _joined(before: str, more: str) -> str:
    return "\n".join(part for part in (before, more.strip()) if part)


def _in_words(request: CompletionRequest, said: Mapping[str, str]) -> list[list[str]]:
    """Each answered part for the story: its key or the desk's own words, and what the person wrote."""
    return [[request.items[key] or key, words] for key, words in said.items()]


def _take_over(files: list, registration: Registration, request: CompletionRequest) -> None:
    """The saved files belong to the registration and the request from now on."""
    Document.objects.filter(pk__in=files, registration=None).update(
        registration=registration, completion_request=request, draft_ref=None
    )
