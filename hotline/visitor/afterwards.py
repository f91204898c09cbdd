"""After a conversation: two questions for who likes to answer them, and what was said, to take along."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from hotline.conversations.services.start import find_by_secret
from hotline.origin import own_pages_only
from hotline.visitor import cookies
from hotline.visitor.answers import private
from hotline.visitor.satisfaction import rate
from hotline.visitor.transcript import transcript

FILE_NAME = "ghi-lai.txt"
"""Says nothing of what is inside."""


@own_pages_only
@require_POST
@private
def rating(request: HttpRequest) -> HttpResponse:
    """Keep the two answers, without the conversation."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return redirect("chat:start")
    rate(conversation, request.POST.get("score"), request.POST.get("heard"))
    response = redirect("chat:start")
    response["Location"] += "?cam-on"
    return response


@own_pages_only
@require_http_methods(["GET", "HEAD", "POST"])
@private
def copy(request: HttpRequest) -> HttpResponse:
    """GET warns of shared phones; POST answers the plain text as a file."""
    conversation = find_by_secret(cookies.secret_of(request))
    if conversation is None:
        return redirect("chat:start")
    if request.method != "POST":
        return render(request, "visitor/copy.html", {"conversation": conversation})
    response = HttpResponse(transcript(conversation), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{FILE_NAME}"'
    return response
