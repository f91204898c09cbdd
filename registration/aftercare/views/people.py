"""A helper's people: the list, and one person. Good on a phone; nothing of the file but what a helper needs."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from portal.accounts.models import Role
from portal.accounts.permissions import role_view
from registration.casework.models import Registration
from registration.casework.views.access import staff

from .. import access, people
from ..states import Contact

HELPER = (Role.HELPER,)


@never_cache
@require_safe
@role_view(*HELPER)
def listing(request: HttpRequest) -> HttpResponse:
    """Everybody whom the signed-in helper supports today, who waits longest first."""
    found = list(access.people_of(staff(request)))
    access.note_list(staff(request), "aftercare.people", len(found))
    today = timezone.localdate()
    return render(request, "aftercare/people.html", {"rows": people.rows(found, today), "today": today})


@never_cache
@require_safe
@role_view(*HELPER)
def person(request: HttpRequest, code: str) -> HttpResponse:
    """One person: how to reach them, what is planned, what is needed."""
    registration = person_for(request, code)
    access.note_reading(registration, staff(request))
    return render(request, "aftercare/person.html", page_of(registration))


def page_of(registration: Registration) -> dict[str, object]:
    """What the page of one person shows."""
    today = timezone.localdate()
    contacts = people.lines(registration.follow_ups.order_by("due_on", "id"), today)
    planned = [line for line in contacts if line.contact.state == Contact.PLANNED]
    past = [line for line in contacts if line.contact.state in {Contact.DONE, Contact.MISSED}]
    return {
        "registration": registration,
        "name": people.name_of(registration),
        "reach": people.reach_of(registration),
        "planned": planned,
        "past": past[::-1],
        "needs": registration.support_needs.select_related("facility"),
        "today": today,
    }


def person_for(request: HttpRequest, code: str) -> Registration:
    """The registration of a code whose person the signed-in helper supports; Http404 otherwise."""
    found = access.people_of(staff(request)).select_related("ward").filter(code=code).first()
    if found is None:
        raise Http404
    return found
