"""`/staff/sms/templates/`: the registered texts, their wordings, and the steps from a draft into use."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.sms import segments, templates, wording_actions
from portal.sms.models import TextVersion
from portal.sms.purposes import purpose_of
from portal.sms.states import TextState
from portal.sms.templates import Template
from portal.sms.wording_actions import NotNow
from portal.sms.wording_forms import RegisteredForm, WordingForm
from portal.sms.wording_rules import Unfit, longest

MAY = (Role.SUPERVISOR, Role.ADMINISTRATOR)


@dataclass(frozen=True)
class Line:
    """One text in the list."""

    template: Template
    purpose: str
    version: TextVersion | None
    drafts: int
    vi: str
    size: segments.Size


@require_GET
@role_view(*MAY)
def wordings(request: HttpRequest) -> HttpResponse:
    """All texts as they are sent now."""
    versions = list(TextVersion.objects.exclude(state=TextState.RETIRED))
    lines = [_line(template, versions) for template in templates.registered().values()]
    return render(request, "sms/wordings.html", {"lines": lines})


def _line(template: Template, versions: list[TextVersion]) -> Line:
    mine = [version for version in versions if version.template == template.name]
    used = next((version for version in mine if version.state == TextState.IN_USE), None)
    vi = used.vi if used else template.texts["vi"]
    size = segments.measure(longest(template, vi))
    return Line(template, purpose_of(template.name), used, len(mine) - bool(used), vi, size)


@require_http_methods(["GET", "POST"])
@role_view(*MAY)
def wording(request: HttpRequest, name: str) -> HttpResponse:
    """One text: its wordings, and a form for a new one."""
    template = _template(name)
    form = WordingForm(request.POST or None, initial=_latest(template))
    if request.method == "POST" and form.is_valid():
        try:
            wording_actions.write(name, form.texts(), cast(User, request.user))
        except Unfit as error:
            form.take_faults(error.faults)
        else:
            return redirect("sms:wording", name)
    return _page(request, template, form, RegisteredForm())


@require_POST
@role_view(*MAY)
def move(request: HttpRequest, name: str, version: int, step: str) -> HttpResponse:
    """`register`, `use` or `retire` one wording; 404 for another step, 409 where it does not lead on."""
    template, by = _template(name), cast(User, request.user)
    key = TextVersion.objects.filter(template=name, version=version).values_list("pk", flat=True).first()
    if key is None or step not in _STEPS:
        raise Http404
    form = RegisteredForm(request.POST) if step == "register" else RegisteredForm()
    if step == "register" and not form.is_valid():
        return _page(request, template, WordingForm(initial=_latest(template)), form, registering=version)
    try:
        _STEPS[step](key, form, by)
    except (NotNow, Unfit):
        return _page(request, template, WordingForm(initial=_latest(template)), RegisteredForm(), status=409)
    return redirect("sms:wording", name)


_STEPS: dict[str, Callable[[int, Any, User], Any]] = {
    "register": lambda key, form, by: wording_actions.register(
        key, form.cleaned_data["registered_with"], form.cleaned_data["registered_on"], by
    ),
    "use": lambda key, form, by: wording_actions.use(key, by),
    "retire": lambda key, form, by: wording_actions.retire(key, by),
}


def _template(name: str) -> Template:
    try:
        return templates.registered()[name]
    except KeyError:
        raise Http404 from None


def _latest(template: Template) -> dict[str, str]:
    latest = TextVersion.objects.filter(template=template.name).order_by("-version").first()
    return {"vi": latest.vi, "en": latest.en} if latest else dict(template.texts)


def _page(
    request: HttpRequest,
    template: Template,
    form: WordingForm,
    registered: RegisteredForm,
    *,
    registering: int = 0,
    status: int = 200,
) -> HttpResponse:
    versions = list(
        TextVersion.objects.filter(template=template.name).select_related("written_by").order_by("-version")
    )
    context = {
        "template": template,
        "places": [f"{{{name}}}" for name in template.parameters],
        "purpose": purpose_of(template.name),
        "versions": versions,
        "default_in_use": not any(version.state == TextState.IN_USE for version in versions),
        "form": form,
        "registered": registered,
        "registering": registering or next((one.version for one in versions if one.state == TextState.DRAFT), 0),
        "refused": status == 409,
    }
    wrong = form.errors or registered.errors
    return render(request, "sms/wording.html", context, status=422 if wrong and status == 200 else status)
