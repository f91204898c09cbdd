"""The first page: every part, who changed it last, and what should be looked at."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from hotline.line.models import Edition
from hotline.line.parts import Part
from hotline.line.roles import EDITORS
from hotline.line.services.change import content_of, number_now
from hotline.line.warnings import unchecked
from portal.accounts.permissions import role_view


@never_cache
@require_safe
@role_view(*EDITORS)
def home(request: HttpRequest) -> HttpResponse:
    """Parts, last changes, warnings."""
    newest = {edition.part: edition for edition in Edition.objects.newest().select_related("by")}
    numbers = content_of(Part.NUMBERS, number_now(Part.NUMBERS))
    context = {
        "parts": [(part.value, part.label, newest.get(part.value)) for part in Part],
        "unchecked": unchecked(numbers, timezone.localdate()),
    }
    return render(request, "line/home.html", context)
