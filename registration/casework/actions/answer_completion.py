"""The citizen answers a request for missing parts: words and files; the desk checks them, the state stays."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from ..errors import BadInput
from ..models import Document, Registration
from ..turn import turn


def answer(
    registration: Registration, text: str, documents: Iterable[Document] = (), *, now: datetime | None = None
) -> Registration:
    """Answered. `documents` are saved rows without a registration. A second answer is added to the first."""
    with turn("answer", registration, None, now=now, by_citizen=True) as case:
        files = [document.pk for document in documents]
        if not text.strip() and not files:
            raise BadInput("text", _("Write something or add a file."))
        request = case.registration.completion_requests.select_for_update().get(closed_at=None)
        request.answer = "\n".join(part for part in (request.answer, text.strip()) if part)
        request.answered_at = case.now
        request.save(update_fields=["answer", "answered_at"])
        Document.objects.filter(pk__in=files, registration=None).update(
            registration=case.registration, completion_request=request, draft_ref=None
        )
        case.save(detail={"text": text.strip(), "files": len(files)}, audit={"files": len(files)}, sms=None)
    return case.registration
