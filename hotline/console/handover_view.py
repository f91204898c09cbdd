"""The panel's form: send the person a prepared way into registering."""

import uuid
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from hotline.console.handover_form import HandoverForm
from hotline.console.services.handing_over import hand_over
from hotline.conversations.errors import Refused
from hotline.conversations.panel_answers import conversation_for, panel_with_errors, panels_again
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.privacy.handover import NotForHandover

TEMPLATE = "console/panel_handover.html"


@require_POST
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def send_handover(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Send the card, or show what is wrong with everything still there."""
    conversation = conversation_for(request, key)
    form = HandoverForm(request.POST)
    if form.is_valid():
        try:
            hand_over(key, cast(User, request.user), form.answers())
            return panels_again(conversation)
        except Refused as refusal:
            form.add_error(None, str(refusal.detail))
        except NotForHandover as error:
            form.add_error(None, str(error))
    return panel_with_errors(request, conversation, TEMPLATE, {"form": form})
