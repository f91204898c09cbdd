"""What a room's view answers to a form of its panel: the panels anew, or the same panel with what is wrong (422)."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from hotline.conversations.services.opening import reachable
from hotline.conversations.states import State


def conversation_for(request: HttpRequest, key: uuid.UUID) -> Conversation:
    """The conversation beside which the form stands; 404 for one that this user may not read, or that is forgotten."""
    try:
        return reachable(key, request.user)
    except NotFound as missing:
        raise Http404 from missing


def may_act(conversation: Conversation, user: Any) -> bool:
    """Whether `user` holds the conversation or held it last: what was begun in it can be finished after its end."""
    return bool(conversation.counsellor_id == user.pk or conversation.state == State.CLOSED)


def panels_again(conversation: Conversation) -> HttpResponse:
    """Done: the panels as they are now."""
    return redirect("console:panels", conversation.pk)


def panel_with_errors(
    request: HttpRequest, conversation: Conversation, template: str, panel: dict[str, Any]
) -> HttpResponse:
    """Not done: the same fragment with the words that were typed and what is wrong."""
    return render(request, template, {"conversation": conversation, "panel": panel}, status=422)
