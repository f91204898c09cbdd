"""Other ways to go on: a code to come back with, a text message when there is an answer, a call back."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from hotline.conversations.errors import Closed, Refused, TooFast
from hotline.conversations.models import Conversation
from hotline.conversations.services.invite import VALID, new_code
from hotline.conversations.services.start import find_by_secret
from hotline.conversations.services.text_me import text_me, text_me_no_more
from hotline.conversations.states import Channel
from hotline.origin import own_pages_only
from hotline.visitor import cookies
from hotline.visitor.answers import STATUS, private
from hotline.visitor.limits import may_be_texted
from portal.sms.phones import masked


@require_safe
@private
def ways(request: HttpRequest) -> HttpResponse:
    """What one can do instead of waiting on the page."""
    conversation = find_by_secret(cookies.secret_of(request))
    return redirect("chat:start") if conversation is None else _page(request, conversation)


@own_pages_only
@require_POST
@private
def code(request: HttpRequest) -> HttpResponse:
    """A code with which any phone comes back to this conversation, for three days."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None or not conversation.is_live:
        return redirect("chat:start")
    fresh = new_code(conversation.pk)
    return _page(request, conversation, code=f"{fresh[:4]} {fresh[4:]}")


@own_pages_only
@require_POST
@private
def texts(request: HttpRequest) -> HttpResponse:
    """Be told by text message (`phone`, `agreed`), or no longer (`how=stop`)."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return redirect("chat:start")
    if request.POST.get("how") == "stop":
        return _page(request, text_me_no_more(conversation.pk), stopped=True)
    phone = request.POST.get("phone", "")
    try:
        if not may_be_texted(request, phone):
            raise TooFast
        conversation = text_me(conversation.pk, phone, agreed=request.POST.get("agreed") == "on")
    except Refused as refusal:
        shown = {"phone": phone.replace("\x00", "")[:30], "agreed": request.POST.get("agreed") == "on"}
        return _page(request, conversation, refusal, **shown)
    return _page(request, conversation, kept=True)


def _page(
    request: HttpRequest, conversation: Conversation, refusal: Refused | None = None, **more: Any
) -> HttpResponse:
    if isinstance(refusal, Closed):
        return redirect("chat:start")
    context = {
        "conversation": conversation,
        "days": VALID.days,
        "texted": masked(conversation.phone) if conversation.phone else "",
        "can_be_texted": conversation.is_live and conversation.channel == Channel.WEB,
        "error": "" if refusal is None else str(refusal.detail),
        "wrong": "" if refusal is None else refusal.code,
        **more,
    }
    status = 200 if refusal is None else STATUS.get(refusal.code, 400)
    return render(request, "visitor/ways.html", context, status=status)
