"""Forms of the panel "Colleagues" beside a conversation: ask somebody to read along, and end it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from hotline.conversations.errors import Refused
from hotline.conversations.panel_answers import conversation_for, panel_with_errors, panels_again
from hotline.conversations.services.guests import invite_guest, leave
from hotline.conversations.services.transfer import target_of
from hotline.offers.colleagues import TEMPLATE, panel_of, targets
from hotline.offers.forms import InviteForm
from portal.accounts.models import HOTLINE
from portal.accounts.permissions import role_view

private = cache_control(no_store=True, private=True)


@require_POST
@private
@role_view(*HOTLINE)
def invite(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """A colleague reads along from now on."""
    conversation = conversation_for(request, key)
    form = InviteForm(request.POST, targets=targets(conversation))
    if form.is_valid():
        try:
            colleague, _team = target_of(form.cleaned_data["guest"])
            invite_guest(key, request.user, colleague)
        except Refused as refusal:
            form.add_error("guest", str(refusal.detail))
        else:
            return panels_again(conversation)
    return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, request.user, form))


@require_POST
@private
@role_view(*HOTLINE)
def end(request: HttpRequest, key: uuid.UUID, number: int) -> HttpResponse:
    """Somebody no longer reads along."""
    conversation = conversation_for(request, key)
    try:
        leave(key, request.user, number)
    except Refused as refusal:
        form = InviteForm(request.POST, targets=targets(conversation))
        form.is_valid()
        form.add_error(None, str(refusal.detail))
        return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, request.user, form))
    return panels_again(conversation)
