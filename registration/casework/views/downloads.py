"""Files out of a registration: the person's papers and the official forms, always as attachments, always noted."""

import logging
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.permissions import role_view

from .. import official_forms, papers, reading
from ..desks import COMMITTEE, DESK_ROLES
from .access import registration_for, staff

logger = logging.getLogger(__name__)
ENDINGS = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png", "image/heic": "heic"}


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def document(request: HttpRequest, code: str, document: UUID) -> HttpResponse:
    """One paper that the person sent."""
    registration, desks = registration_for(request, code)
    found = registration.documents.filter(pk=document).first()
    if found is None or desks.kind(registration.ward_id) == COMMITTEE:
        raise Http404
    reading.note(registration, staff(request), desks, reading.DOCUMENT, document=str(found.pk))
    name = f"{registration.display_code}-{str(found.pk)[:8]}.{ENDINGS.get(found.content_type, 'bin')}"
    return attachment(bytes(found.content), found.content_type, name)


@never_cache
@require_safe
@role_view(*DESK_ROLES)
def official_form(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """An official form filled in, as PDF."""
    registration, desks = registration_for(request, code)
    paper = next((p for p in papers.offered(registration, desks.kind(registration.ward_id)) if p.key == form), None)
    if paper is None:
        raise Http404
    reading.note(registration, staff(request), desks, reading.FORM, form=paper.key)
    number = paper.number.replace(" ", "")
    name = f"{registration.display_code}-{number if number.isascii() else paper.key}.pdf"
    try:
        return attachment(official_forms.draw(registration, paper.key), "application/pdf", name)
    except official_forms.SealBroken:
        return changed(request)


def changed(request: HttpRequest) -> HttpResponse:
    """The answer instead of a signed paper that no longer says what was signed."""
    logger.error("a signed paper was changed after it was signed")
    return render(request, "casework/paper_changed.html", status=409)


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A download that no browser opens in our own origin."""
    response = HttpResponse(
        content, content_type=content_type if content_type in ENDINGS else "application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
