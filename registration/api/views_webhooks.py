"""Administrators' pages of one client's webhooks: where it hears of changes, what arrived, what was given up."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.accounts.grave_steps import confirmable, is_confirmed
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

from .actions import manage_webhook
from .models import ApiClient, Webhook, WebhookDelivery
from .staff_forms import ConfirmForm, WebhookForm

SHOWN = 50
State = WebhookDelivery.State
administrators = role_view(Role.ADMINISTRATOR)


@administrators
@require_safe
def webhooks(request: HttpRequest, pk: int) -> HttpResponse:
    """The client's webhooks, their dead letters first, then the last messages."""
    client = get_object_or_404(ApiClient, pk=pk)
    counts = {f"{state}_count": Count("deliveries", filter=Q(deliveries__state=state)) for state in State.values}
    found = WebhookDelivery.objects.filter(webhook__client=client).select_related("webhook", "event")
    context = {
        "client": client,
        "webhooks": client.webhooks.annotate(**counts),
        "dead": found.dead()[:SHOWN],
        "latest": found.exclude(state=State.DEAD)[:SHOWN],
    }
    return render(request, "registration_api/webhooks.html", context)


def _webhook(client_id: int, webhook_id: int) -> Webhook:
    return get_object_or_404(Webhook.objects.select_related("client"), pk=webhook_id, client=client_id)


def _form_page(request: HttpRequest, form: object, heading: str, client: ApiClient) -> HttpResponse:
    context = {"form": form, "heading": heading, "client": client, "back_to_webhooks": True}
    return render(request, "registration_api/form.html", context)


def _secret_page(request: HttpRequest, webhook: Webhook, secret: str) -> HttpResponse:
    return render(request, "registration_api/secret.html", {"webhook": webhook, "secret": secret})


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """A further webhook; then its secret is shown, once."""
    client = get_object_or_404(ApiClient, pk=pk)
    form = confirmable(WebhookForm, request)
    if is_confirmed(request, form):
        data = form.cleaned_data
        return _secret_page(
            request,
            *manage_webhook.add_webhook(cast(User, request.user), client, url=data["url"], statuses=data["statuses"]),
        )
    return _form_page(request, form, _("New webhook"), client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest, pk: int, webhook_id: int) -> HttpResponse:
    """Another address, other states."""
    webhook = _webhook(pk, webhook_id)
    form = confirmable(WebhookForm, request, initial={"url": webhook.url, "statuses": webhook.statuses})
    if is_confirmed(request, form):
        data = form.cleaned_data
        manage_webhook.change_webhook(cast(User, request.user), webhook_id, url=data["url"], statuses=data["statuses"])
        messages.success(request, _("Saved."))
        return redirect("api_clients:webhooks", pk)
    return _form_page(request, form, _("Change the webhook"), webhook.client)


@administrators
@require_http_methods(["GET", "HEAD", "POST"])
def secret(request: HttpRequest, pk: int, webhook_id: int) -> HttpResponse:
    """A fresh secret; shown once."""
    webhook = _webhook(pk, webhook_id)
    form = confirmable(ConfirmForm, request)
    if is_confirmed(request, form):
        return _secret_page(request, *manage_webhook.renew_secret(cast(User, request.user), webhook_id))
    return _form_page(request, form, _("A fresh secret; messages are signed with it from now on"), webhook.client)


@administrators
@require_POST
def activity(request: HttpRequest, pk: int, webhook_id: int, active: bool) -> HttpResponse:
    """Stop telling, or tell again."""
    _webhook(pk, webhook_id)
    manage_webhook.set_webhook_active(cast(User, request.user), webhook_id, active=active)
    messages.success(request, _("The webhook is on.") if active else _("The webhook is off."))
    return redirect("api_clients:webhooks", pk)


@administrators
@require_POST
def trial(request: HttpRequest, pk: int, webhook_id: int) -> HttpResponse:
    """Send a message without a registration."""
    manage_webhook.send_trial(cast(User, request.user), _webhook(pk, webhook_id))
    messages.success(request, _("A trial message is on its way. Look here again in a moment."))
    return redirect("api_clients:webhooks", pk)


@administrators
@require_POST
def replay(request: HttpRequest, pk: int, webhook_id: int, delivery_id: UUID | None = None) -> HttpResponse:
    """Send a given-up message again, or all of them."""
    one = str(delivery_id) if delivery_id else None
    count = manage_webhook.replay(cast(User, request.user), _webhook(pk, webhook_id), one)
    words = ngettext("%(count)s message is sent again.", "%(count)s messages are sent again.", count)
    messages.success(request, words % {"count": count})
    return redirect("api_clients:webhooks", pk)
