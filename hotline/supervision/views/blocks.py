"""Blocks: what counsellors blocked, looked at by the supervisor; and the form beside a conversation."""

import uuid
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_GET, require_POST

from hotline.conversations import blocking
from hotline.conversations.beside import BlockReason
from hotline.conversations.errors import NotFound, Refused
from hotline.conversations.models import Block, Conversation
from hotline.conversations.panel_answers import conversation_for, panel_with_errors, panels_again
from portal.accounts.models import HOTLINE, Role
from portal.accounts.permissions import role_view

private = cache_control(no_store=True, private=True)
TEMPLATE = "supervision/block_panel.html"
HOURS = [
    ("0", _("this conversation only")),
    ("1", _("also new ones of the same network, for 1 hour")),
    ("4", _("also new ones of the same network, for 4 hours")),
    ("24", _("also new ones of the same network, for 24 hours")),
]


class BlockForm(forms.Form):
    """Why, and how far."""

    use_required_attribute = False
    reason = forms.ChoiceField(label=_("Why it is blocked"), choices=[("", ""), *BlockReason.choices])
    hours = forms.TypedChoiceField(
        label=_("How far the block goes"),
        choices=HOURS,
        coerce=int,
        initial="0",
        help_text=_("Many people may share one network, for example a mobile carrier or a dormitory."),
    )


def panel_of(conversation: Conversation, form: BlockForm) -> dict[str, Any]:
    """What the panel shows."""
    return {"conversation": conversation, "form": form, "blocked": conversation.blocked}


@require_GET
@private
@role_view(Role.SUPERVISOR)
def blocks(request: HttpRequest) -> HttpResponse:
    """The last hundred, unseen ones first."""
    found = Block.objects.select_related("conversation", "by", "reviewed_by").order_by("reviewed_at", "-at")
    unseen = list(found.unseen()[:100])
    seen = list(found.exclude(reviewed_at=None).order_by("-at")[:100])
    return render(request, "supervision/blocks.html", {"unseen": unseen, "seen": seen, "now": timezone.now()})


@require_POST
@private
@role_view(Role.SUPERVISOR)
def review(request: HttpRequest, number: int) -> HttpResponse:
    """The block holds, or is lifted."""
    lift = request.POST.get("act") == "lift"
    try:
        blocking.review(number, request.user, lift=lift)
    except NotFound as missing:
        raise Http404 from missing
    messages.success(request, _("The block is lifted.") if lift else _("The block holds until its end."))
    return redirect("supervision:blocks")


@require_POST
@private
@role_view(*HOTLINE)
def block(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """From the panel beside a conversation."""
    conversation = conversation_for(request, key)
    form = BlockForm(request.POST)
    if form.is_valid():
        try:
            blocking.block(key, request.user, form.cleaned_data["reason"], form.cleaned_data["hours"])
        except Refused as refusal:
            form.add_error(None, str(refusal.detail))
        else:
            return panels_again(conversation)
    return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, form))
