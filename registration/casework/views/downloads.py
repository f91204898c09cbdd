"""Files out of a registration: the person's papers and the official forms, always as attachments, always noted."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.permissions import role_view

from .. import official_forms, papers, reading
from ..desks import COMMITTEE, DESK_ROLES
from .access import registration_for, staff

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
    pdf = official_forms.draw(registration, paper.key)
    return attachment(pdf, "application/pdf", f"{registration.display_code}-{number}.pdf")


def attachment(content: bytes, content_type: str, name: str) -> HttpResponse:
    """A download that no browser opens in our own origin."""
    response = HttpResponse(
        content, content_type=content_type if content_type in ENDINGS else "application/octet-stream"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
