"""The line now, and one conversation under the supervisor's eyes: read along, whisper, reassign, take over."""

import uuid

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from hotline.conversations.errors import NotFound, Refused
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.queries import messages_after
from hotline.conversations.services.note import whisper
from hotline.conversations.services.opening import open_conversation, reachable
from hotline.conversations.services.take import take_over
from hotline.supervision.board import board as look
from hotline.supervision.reassigning import reassign
from portal.accounts.models import HOTLINE, Posting, Role, Team
from portal.accounts.permissions import role_view
from portal.ui.typed_fields import Words

private = cache_control(no_store=True, private=True)


class WhisperForm(forms.Form):
    """A word that only the holder sees."""

    use_required_attribute = False
    words = Words(
        limit=1000, label=_("Whisper to the holder"), help_text=pgettext_lazy("whisper", "The person never sees it.")
    )


@require_GET
@private
@role_view(Role.SUPERVISOR)
def board(request: HttpRequest) -> HttpResponse:
    """The line at a glance; no word of any conversation is on it."""
    return render(request, "supervision/board.html", {"board": look()})


@require_GET
@private
@role_view(Role.SUPERVISOR)
def talk(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One conversation; opening it is written to the log."""
    try:
        conversation = open_conversation(key, request.user)
    except NotFound as missing:
        raise Http404 from missing
    return _talk(request, conversation, WhisperForm())


@require_GET
@private
@role_view(Role.SUPERVISOR)
def talk_now(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The messages as they are now, for the page that was opened before."""
    return render(request, "supervision/talk_now.html", _words(_reachable(request, key)))


@require_POST
@private
@role_view(Role.SUPERVISOR)
def whisper_to(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Say something to the holder alone."""
    conversation = _reachable(request, key)
    form = WhisperForm(request.POST)
    if form.is_valid():
        try:
            whisper(key, request.user, form.cleaned_data["words"])
        except Refused as refusal:
            form.add_error("words", str(refusal.detail))
        else:
            messages.success(request, _("The holder sees your words now."))
            return redirect("supervision:talk", key)
    return _talk(request, conversation, form, 422)


@require_POST
@private
@role_view(Role.SUPERVISOR)
def reassign_to(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Give it to a counsellor or a team."""
    _reachable(request, key)
    try:
        reassign(key, request.user, request.POST.get("to", ""))
    except Refused as refusal:
        messages.error(request, str(refusal.detail))
    else:
        messages.success(request, _("The conversation has moved."))
    return redirect("supervision:talk", key)


@require_POST
@private
@role_view(Role.SUPERVISOR)
def go_on(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Take over by declaration, and write in the console."""
    try:
        take_over(key, request.user)
    except NotFound as missing:
        raise Http404 from missing
    except Refused as refusal:
        messages.error(request, str(refusal.detail))
        return redirect("supervision:talk", key)
    return redirect("console:home")


def _reachable(request: HttpRequest, key: uuid.UUID) -> Conversation:
    try:
        return reachable(key, request.user)
    except NotFound as missing:
        raise Http404 from missing


def _words(conversation: Conversation) -> dict[str, object]:
    return {
        "conversation": conversation,
        "said": messages_after(conversation.pk, max(0, conversation.last_seq - 200)),
        "notes": list(conversation.notes.select_related("author")),
    }


def _talk(request: HttpRequest, conversation: Conversation, form: WhisperForm, status: int = 200) -> HttpResponse:
    postings = Posting.objects.valid_on(timezone.localdate()).with_role(*HOTLINE).filter(user__is_active=True)
    there = CounsellorPresence.objects.filter(user__in=postings.values("user")).exclude(
        user=conversation.counsellor_id or 0
    )
    context = _words(conversation) | {
        "form": form,
        "colleagues": there.select_related("user").order_by("user__full_name"),
        "teams": Team.objects.order_by("name"),
    }
    return render(request, "supervision/talk.html", context, status=status)
