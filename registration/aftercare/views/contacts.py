"""A helper records a contact: it took place, it did not, it moves. Nothing typed is lost on an error."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.accounts.permissions import role_view
from registration.casework.errors import BadInput, MoveRefused
from registration.casework.models import Registration
from registration.casework.views.access import staff

from .. import access, people
from ..actions.needs import ask
from ..actions.settle_contact import Visit, record_missed, record_visit, reschedule
from ..forms.contacts import MissedForm, RescheduleForm, VisitForm
from ..models import FollowUp, SupportNeed
from ..states import Contact
from .people import HELPER, person_for

Do = Callable[[forms.Form], None]
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
@role_view(*HELPER)
def visit(request: HttpRequest, code: str, contact: int | None = None) -> HttpResponse:
    """A contact took place: a planned one, or (without `contact`) one beside the plan."""
    registration = person_for(request, code)
    planned = contact_for(registration, contact, settled=True) if contact is not None else None

    def do(form: forms.Form) -> None:
        words = form.cleaned_data
        told = Visit(words["happened_on"], words["channel"], words["signal"], words["how"], words["next_on"])
        record_visit(registration, staff(request), told, key=words["key"], contact=planned)
        for kind in words["needs"]:
            ask(registration, staff(request), kind, source=SupportNeed.Source.HELPER)
        messages.success(request, _("Recorded. Thank you for going."))

    return _page(request, registration, name="visit", form=VisitForm(typed(request)), do=do, contact=planned)


@never_cache
@require_http_methods(METHODS)
@role_view(*HELPER)
def missed(request: HttpRequest, code: str, contact: int) -> HttpResponse:
    """A planned contact did not take place."""
    registration = person_for(request, code)
    planned = contact_for(registration, contact)

    def do(form: forms.Form) -> None:
        words = form.cleaned_data
        record_missed(registration, staff(request), planned, reason=words["reason"], next_on=words["next_on"])
        messages.success(request, _("Recorded."))

    title, form = _("The contact did not happen"), MissedForm(typed(request))
    return _page(request, registration, name="contact_step", title=title, form=form, do=do, contact=planned)


@never_cache
@require_http_methods(METHODS)
@role_view(*HELPER)
def move(request: HttpRequest, code: str, contact: int) -> HttpResponse:
    """A planned contact moves to another day."""
    registration = person_for(request, code)
    planned = contact_for(registration, contact)

    def do(form: forms.Form) -> None:
        reschedule(registration, staff(request), planned, to=form.cleaned_data["to"])
        messages.success(request, _("The contact has moved to the new day."))

    title, form = _("Move the contact"), RescheduleForm(typed(request))
    return _page(request, registration, name="contact_step", title=title, form=form, do=do, contact=planned)


def typed(request: HttpRequest) -> Any:
    """What a form is bound to: the post, also an empty one."""
    return request.POST if request.method == "POST" else None


def contact_for(registration: Registration, number: int, *, settled: bool = False) -> FollowUp:
    """A contact of this person; `settled` finds one that the same form may have settled before."""
    found = FollowUp.objects.filter(registration=registration, pk=number)
    states = [Contact.PLANNED, Contact.DONE] if settled else [Contact.PLANNED]
    if (contact := found.filter(state__in=states).first()) is None:
        raise Http404
    return contact


def _page(
    request: HttpRequest,
    registration: Registration,
    *,
    name: str,
    title: str = "",
    form: forms.Form,
    do: Do,
    contact: FollowUp | None,
) -> HttpResponse:
    """GET: the form. POST: do it and go back to the person; 422 or 409 with everything typed still there."""
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                do(form)
                return redirect("aftercare:person", code=registration.code)
            except BadInput as bad:
                form.add_error(bad.field if bad.field in form.fields else None, str(bad.words))
            except MoveRefused as refusal:
                form.add_error(None, str(refusal.words))
                status = refusal.http_status
    else:
        access.note_reading(registration, staff(request))
    context: dict[str, Any] = {"title": title, "registration": registration, "form": form, "contact": contact}
    context |= {"name": people.name_of(registration)}
    return render(request, f"aftercare/{name}.html", context, status=status)
