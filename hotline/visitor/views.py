"""The chat as plain pages, and the POST of the script. Every page works without script.

One address, `/tro-chuyen/`, shows the way in or the room, so that the browser's history says nothing.
"""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from hotline.conversations.blocking import is_blocked, keep_mark, marks_of
from hotline.conversations.errors import NotFound, Refused, TooFast
from hotline.conversations.frames import ack_frame
from hotline.conversations.services.end import end
from hotline.conversations.services.erase import erase
from hotline.conversations.services.invite import accept_invite
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import Started, find_by_secret
from hotline.conversations.services.start import start as start_conversation
from hotline.conversations.services.system import emergency_card
from hotline.conversations.states import Author
from hotline.origin import own_pages_only
from hotline.visitor import cookies
from hotline.visitor.answers import page_of, private, refusal_of
from hotline.visitor.limits import may_enter, may_start
from hotline.visitor.room import room, way_in


@require_GET
@private
def start(request: HttpRequest) -> HttpResponse:
    """The way in, or the room of this browser's conversation."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return render(request, "visitor/start.html", way_in() | {"erased": "da-xoa" in request.GET})
    return page_of(request, room(conversation, writing="viet" in request.GET) | {"thanked": "cam-on" in request.GET})


@own_pages_only
@require_POST
@private
def begin(request: HttpRequest) -> HttpResponse:
    """Begin a conversation; whoever has a live one comes back to it."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is not None and conversation.is_live:
        return redirect("chat:start")
    if not may_start(request):
        return render(request, "visitor/start.html", way_in() | {"error": str(TooFast.detail)}, status=429)
    marks = marks_of(request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", ""))
    language = translation.get_language() or "vi"
    if is_blocked(marks):
        return render(request, "visitor/blocked.html", emergency_card(language), status=403)
    given = {name: request.POST.get(name, "") for name in ("topic", "nickname", "province")}
    started = start_conversation(**given, language=language, earlier=conversation)
    keep_mark(started.conversation, marks)
    return _enter(started)


@own_pages_only
@require_http_methods(["POST"])
@private
def messages(request: HttpRequest) -> HttpResponse:
    """One message: the script's JSON or form is answered with the `ack`, the page's form with the page."""
    fields = _fields(request)
    conversation = find_by_secret(cookies.secret_of(request))
    from_page = fields.get("page") == "1"
    if conversation is None:
        return redirect("chat:start") if from_page else refusal_of(NotFound(), fields)
    if from_page and fields.get("action") == "look":
        return page_of(request, room(conversation, writing=True, text=str(fields.get("body", ""))))
    try:
        ack = post_message(conversation.pk, Author.VISITOR, fields.get("client_id"), fields.get("body"))
    except Refused as refusal:
        if not from_page:
            return refusal_of(refusal, fields)
        text = str(fields.get("body", "")).replace("\x00", "")
        context = room(conversation, writing=True, text=text, error=str(refusal.detail))
        return page_of(request, context, refusal)
    return redirect("chat:start") if from_page else JsonResponse(ack_frame(ack))


@own_pages_only
@require_POST
@private
def leave(request: HttpRequest) -> HttpResponse:
    """Leave, or leave and erase everything at once."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return redirect("chat:start")
    if request.POST.get("how") != "erase":
        end(conversation.pk)
        return redirect("chat:start")
    erase(conversation.pk)
    response = redirect("chat:start")
    response["Location"] += "?da-xoa"
    cookies.take_back(response)
    return response


@own_pages_only
@require_http_methods(["GET", "POST"])
@private
def enter(request: HttpRequest) -> HttpResponse:
    """Come back to a conversation with the code of a text message."""
    if request.method == "GET":
        return render(request, "visitor/enter.html")
    if not may_enter(request):
        return render(request, "visitor/enter.html", {"error": str(TooFast.detail)}, status=429)
    started = accept_invite(request.POST.get("code", ""))
    if started is None:
        return render(request, "visitor/enter.html", {"wrong": True}, status=400)
    return _enter(started)


def _enter(started: Started) -> HttpResponse:
    response = redirect("chat:start")
    cookies.give(response, started.secret)
    return response


def _fields(request: HttpRequest) -> dict[str, Any]:
    """The fields of a JSON or form body; anything else has none."""
    if request.content_type != "application/json":
        return request.POST.dict()
    try:
        fields = json.loads(request.body)
    except (ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}
