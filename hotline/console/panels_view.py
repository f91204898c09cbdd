"""The panels of all rooms beside one conversation: a part of the console, and a page by itself."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hotline.conversations.errors import NotFound
from hotline.conversations.panels import shown
from hotline.conversations.services.opening import reachable
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record_read

FRAGMENT = "X-Fragment"
"""Header with which the console's script asks for the bare part."""
READ = "conversation.panels"


@require_safe
@cache_control(no_store=True, private=True)
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def panels(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """What every room shows of conversation `key` to who may read it; 404 for others. Each reading is audited."""
    user = cast(User, request.user)
    try:
        conversation = reachable(key, user)
    except NotFound as error:
        raise Http404 from error
    record_read(user, READ, "conversation", str(key))
    context = {"conversation": conversation, "panels": shown(conversation, user)}
    name = "console/panels_part.html" if request.headers.get(FRAGMENT) else "console/panels.html"
    response = render(request, name, context)
    response["Vary"] = f"{FRAGMENT}, Cookie"
    return response
