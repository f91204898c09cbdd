"""How conversations are given out: the operator's rules, and each counsellor's skills."""

from django.contrib import messages
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from hotline.offers.forms import RulesForm, SkillsForm, skills_of
from hotline.offers.models import CounsellorSkill, routing
from portal.accounts.models import HOTLINE, Posting, Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record

private = cache_control(no_store=True, private=True)


def _staff() -> QuerySet[User]:
    posted = Posting.objects.valid_on(timezone.localdate()).with_role(*HOTLINE).values("user")
    return User.objects.filter(pk__in=posted, is_active=True).order_by("full_name")


@require_http_methods(["GET", "HEAD", "POST"])
@private
@role_view(Role.SUPERVISOR)
def rules(request: HttpRequest) -> HttpResponse:
    """The rules, and the list of counsellors with the number of their skills."""
    form = RulesForm(request.POST if request.method == "POST" else None, instance=routing())
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            form.save()
            record(request.user, "routing.change", "routing", "1", detail={"fields": form.changed_data})  # type: ignore[arg-type]
        messages.success(request, _("The rules are saved and hold from now on."))
        return redirect("offers:rules")
    numbers: dict[int, int] = {}
    for user_id in CounsellorSkill.objects.values_list("user", flat=True):
        numbers[user_id] = numbers.get(user_id, 0) + 1
    people = [(user, numbers.get(user.pk, 0)) for user in _staff()]
    return render(request, "offers/rules.html", {"form": form, "people": people}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@private
@role_view(Role.SUPERVISOR)
def skills(request: HttpRequest, number: int) -> HttpResponse:
    """One counsellor's skills."""
    person = get_object_or_404(_staff(), pk=number)
    form = SkillsForm(request.POST) if request.method == "POST" else SkillsForm(initial=skills_of(person.pk))
    if form.is_bound and form.is_valid():
        with transaction.atomic():
            CounsellorSkill.objects.filter(user=person).delete()
            CounsellorSkill.objects.bulk_create(
                CounsellorSkill(user=person, kind=kind, value=value) for kind, value in sorted(form.pairs)
            )
            record(request.user, "routing.skills", "user", str(person.pk))  # type: ignore[arg-type]
        messages.success(request, _("The skills are saved."))
        return redirect("offers:rules")
    return render(request, "offers/skills.html", {"form": form, "person": person}, status=422 if form.errors else 200)
