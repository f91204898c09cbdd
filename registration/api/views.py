"""Staff pages: administrators register clients and see which are used; the desk reads facilities' reports.

The pages of one client's webhooks: `views_webhooks.py`.
"""

from typing import Any, cast

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.grave_steps import confirmable, is_confirmed
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

from .actions.manage_client import change_client, register_client, renew_token, set_active
from .models import ApiClient, WebhookDelivery
from .reports import open_reports
from .staff_forms import ConfirmForm, NewClientForm, RenewForm, RightsForm

administrators = role_view(Role.ADMINISTRATOR)
desk = role_view(Role.POLICE_OFFICER, Role.POLICE_CHIEF)


def _token_page(request: HttpRequest, client: ApiClient, token: str) -> HttpResponse:
    return render(request, "registration_api/token.html", {"client": client, "token": token})


def _form_page(request: HttpRequest, form: Any, heading: str, client: ApiClient | None = None) -> HttpResponse:
    return render(request, "registration_api/form.html", {"form": form, "heading": heading, "client": client})


@administrators
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """All clients with their rights and the day of their last call."""
    dead = Count("webhooks__deliveries", filter=Q(webhooks__deliveries__state=WebhookDelivery.State.DEAD))
    found = ApiClient.objects.prefetch_related("wards").select_related("facility").annotate(dead_letters=dead)
    return render(request, "registration_api/clients.html", {"clients": found})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a client; then its token is shown, once."""
    form = confirmable(NewClientForm, request)
    if is_confirmed(request, form):
        client, token = register_client(cast(User, request.user), form.cleaned_data["name"], form.rights())
        return _token_page(request, client, token)
    return _form_page(request, form, _("New client"))


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, pk: int) -> HttpResponse:
    """Change scopes, wards, facility, rate and last day."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = confirmable(RightsForm, request, initial=RightsForm.initial_of(client))
    if is_confirmed(request, form):
        change_client(cast(User, request.user), pk, form.rights())
        messages.success(request, _("Saved."))
        return redirect("api_clients:list")
    return _form_page(request, form, _("Rights of the client"), client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh token instead of the old one; shown once."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = confirmable(RenewForm, request)
    if is_confirmed(request, form):
        renewed = renew_token(cast(User, request.user), pk, overlap=form.cleaned_data["overlap"])
        return _token_page(request, *renewed)
    return _form_page(request, form, _("A fresh token"), client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, pk: int, active: bool) -> HttpResponse:
    """Shut a client out, or let it in again."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = confirmable(ConfirmForm, request)
    if is_confirmed(request, form):
        set_active(cast(User, request.user), pk, active=active)
        messages.success(request, _("The client may call again.") if active else _("The client is shut out."))
        return redirect("api_clients:list")
    heading = _("Let the client in again") if active else _("Shut the client out")
    return _form_page(request, form, heading, client)


@desk
@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What facilities reported about files of one's wards, and where to record it."""
    return render(request, "registration_api/reports.html", {"rows": open_reports(cast(User, request.user))})
