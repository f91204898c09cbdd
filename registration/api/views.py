"""Two staff pages: administrators register clients and see which are used; the desk reads facilities' reports."""

from typing import Any, cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.accounts.models import Role, User
from portal.accounts.permissions import confirm_second_factor, confirmed_recently, role_view

from .actions.manage_client import change_client, register_client, renew_token, set_active
from .models import ApiClient
from .reports import open_reports
from .staff_forms import ConfirmForm, NewClientForm, RightsForm

administrators = role_view(Role.ADMINISTRATOR)
desk = role_view(Role.POLICE_OFFICER, Role.POLICE_CHIEF)


def _confirmed(request: HttpRequest, form: Any) -> bool:
    """Whether the form is good and the second factor given, now or lately."""
    if request.method != "POST" or not form.is_valid():
        return False
    if "otp_token" not in form.fields or confirm_second_factor(request, form.cleaned_data["otp_token"]):
        return True
    form.add_error("otp_token", _("This code is not right, or it has been used. Wait for the next one."))
    return False


def _form(kind: Any, request: HttpRequest, **more: Any) -> Any:
    return kind(request.POST if request.method == "POST" else None, ask_code=not confirmed_recently(request), **more)


def _token_page(request: HttpRequest, client: ApiClient, token: str) -> HttpResponse:
    return render(request, "registration_api/token.html", {"client": client, "token": token})


def _form_page(request: HttpRequest, form: Any, heading: str, client: ApiClient | None = None) -> HttpResponse:
    return render(request, "registration_api/form.html", {"form": form, "heading": heading, "client": client})


@administrators
@require_safe
def clients(request: HttpRequest) -> HttpResponse:
    """All clients with their rights and the day of their last call."""
    found = ApiClient.objects.prefetch_related("wards").select_related("created_by")
    return render(request, "registration_api/clients.html", {"clients": found})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Register a client; then its token is shown, once."""
    form = _form(NewClientForm, request)
    if _confirmed(request, form):
        data = form.cleaned_data
        client, token = register_client(
            cast(User, request.user), name=data["name"], scopes=data["scopes"], wards=data["wards"]
        )
        return _token_page(request, client, token)
    return _form_page(request, form, _("New client"))


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def rights(request: HttpRequest, pk: int) -> HttpResponse:
    """Change scopes and wards."""
    client = get_object_or_404(ApiClient, pk=pk)
    codes = " ".join(client.wards.values_list("code", flat=True))
    form = _form(RightsForm, request, initial={"scopes": client.scopes, "wards": codes})
    if _confirmed(request, form):
        change_client(
            cast(User, request.user), pk, scopes=form.cleaned_data["scopes"], wards=form.cleaned_data["wards"]
        )
        messages.success(request, _("Saved."))
        return redirect("api_clients:list")
    return _form_page(request, form, _("Rights of the client"), client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def token(request: HttpRequest, pk: int) -> HttpResponse:
    """A fresh token instead of the old one; shown once."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = _form(ConfirmForm, request)
    if _confirmed(request, form):
        return _token_page(request, *renew_token(cast(User, request.user), pk))
    return _form_page(request, form, _("A fresh token; the old one stops working at once"), client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def activity(request: HttpRequest, pk: int, active: bool) -> HttpResponse:
    """Shut a client out, or let it in again."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = _form(ConfirmForm, request)
    if _confirmed(request, form):
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
