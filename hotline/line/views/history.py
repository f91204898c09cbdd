"""Who changed a part, when, what stood before; and bringing that back."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from hotline.line.differences import differences
from hotline.line.errors import Refused
from hotline.line.forms.fields import SeenForm
from hotline.line.models import Edition
from hotline.line.roles import EDITORS
from hotline.line.services.change import number_now, take_back
from hotline.line.stored import shipped
from hotline.line.views.part import part_or_404
from portal.accounts.permissions import role_view

A_PAGE = 20


@never_cache
@require_safe
@role_view(*EDITORS)
def history(request: HttpRequest, part: str) -> HttpResponse:
    """The editions of a part, the newest first, each with what it changed."""
    which = part_or_404(part)
    page = Paginator(Edition.objects.of(which), A_PAGE).get_page(request.GET.get("page"))
    editions = list(page)
    before = {edition.number: edition for edition in editions}
    lowest = min(before, default=1) - 1
    if lowest > 0:
        before[lowest] = Edition.objects.get(part=which, number=lowest)
    contents = {number: shipped(which) | (edition.content or {}) for number, edition in before.items()}
    contents[0] = shipped(which)
    rows = [(one, differences(contents[one.number - 1], contents[one.number])) for one in editions]
    return render(request, "line/history.html", {"part": which, "rows": rows, "page": page, "seen": number_now(which)})


@require_POST
@role_view(*EDITORS)
def back(request: HttpRequest, part: str, number: int) -> HttpResponse:
    """Bring back what stood before edition `number`."""
    which, form = part_or_404(part), SeenForm(request.POST)
    if not form.is_valid():
        raise Http404
    try:
        take_back(which, request.user, number, form.cleaned_data["seen"])
    except Edition.DoesNotExist as error:
        raise Http404 from error
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Taken back. It counts everywhere within seconds."))
    return redirect("line:history", which.value)
