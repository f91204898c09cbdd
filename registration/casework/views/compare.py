"""Two files side by side that may be of one person; the officer says whether they are, and can take it back."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.models import POLICE_DESK
from portal.accounts.permissions import role_view

from .. import answer_words, correcting, duplicates, reading
from ..desks import POLICE, Desks
from ..errors import MoveRefused
from ..models import Registration
from .access import registration_for, staff

COMPARED = ("full_name", "other_name", "date_of_birth", "sex", "id_kind", "id_number", "residence_address", "phone")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@role_view(*sorted(POLICE_DESK))
def compare(request: HttpRequest, code: str, other: str) -> HttpResponse:
    """Both files must be the officer's to see, and alike. POST `verdict`: same, different, or undo."""
    (one, desks), (two, _same) = registration_for(request, code), registration_for(request, other)
    if not _at_police_desk(desks, one, two) or one.pk == two.pk or not duplicates.are_alike(one, two):
        raise Http404
    if request.method == "POST":
        return _say(request, one, two)
    for each in (one, two):
        reading.note(each, staff(request), desks, reading.READ)
    lines = [
        (answer_words.label(name), *(correcting.in_words(name, each.answers.get(name)) for each in (one, two)))
        for name in COMPARED
        if one.answers.get(name) or two.answers.get(name)
    ]
    context = {
        "one": one,
        "two": two,
        "lines": [(label, left, right, left == right) for label, left, right in lines],
        "signs": duplicates.are_alike(one, two),
        "mark": duplicates.standing(one, two),
    }
    return render(request, "casework/compare.html", context)


def _say(request: HttpRequest, one: Registration, two: Registration) -> HttpResponse:
    verdict = request.POST.get("verdict", "")
    try:
        if verdict in {"same", "different"}:
            duplicates.mark(one, two, staff(request), same=verdict == "same")
            messages.success(request, _("Noted on both files. Nothing else has changed."))
        elif verdict == "undo" and duplicates.unmark(one, two, staff(request)):
            messages.success(request, _("The note is taken back."))
        else:
            messages.error(request, _("Nothing was done."))
    except MoveRefused as refusal:
        messages.error(request, str(refusal.words))
    return redirect("casework:compare", code=one.code, other=two.code)


def _at_police_desk(desks: Desks, *files: Registration) -> bool:
    return all(desks.kind(each.ward_id) == POLICE for each in files)
