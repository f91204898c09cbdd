"""Staff pages of referrals: pass on, take the consent back, look at one, keep the list of points."""

import uuid
from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hotline.conversations.belongings import may_act_for
from hotline.conversations.errors import Refused
from hotline.conversations.models import Conversation
from hotline.conversations.panel_answers import conversation_for, may_act, panel_with_errors, panels_again
from hotline.referrals.console_panels import TEMPLATE, asked, panel_of, row
from hotline.referrals.errors import NotNow
from hotline.referrals.forms import PassOnForm, PointForm
from hotline.referrals.models import Point, Referral
from hotline.referrals.points import save_point
from hotline.referrals.services.pass_on import pass_on, pass_on_for
from hotline.referrals.services.stop import withdraw
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view
from portal.audit.log import record_read

STAFF = (Role.COUNSELLOR, Role.SUPERVISOR)
KEEPERS = (Role.SUPERVISOR, Role.ADMINISTRATOR)
private = cache_control(no_store=True, private=True)


@require_POST
@private
@role_view(*STAFF)
def new(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Pass on, from the panel beside a conversation."""
    conversation = conversation_for(request, key)
    if not may_act(conversation, request.user):
        raise Http404
    form = PassOnForm(request.POST, near=conversation.province_code)
    if form.is_valid():
        try:
            pass_on(conversation, request.user, form.cleaned_data["point"], form.told())
        except Refused as refusal:
            form.add_error(None, str(refusal.detail))
        else:
            return panels_again(conversation)
    return panel_with_errors(request, conversation, TEMPLATE, panel_of(conversation, form))


@require_http_methods(["GET", "HEAD", "POST"])
@private
@role_view(*STAFF)
def new_for(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Pass on for the person of a private page."""
    if not may_act_for(key, request.user):
        raise Http404
    form = PassOnForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        made = pass_on_for(key, request.user, form.cleaned_data["point"], form.told())
        return redirect("referrals:referral", made.pk)
    return render(request, "referrals/new.html", asked(form), status=422 if form.is_bound else 200)


@require_POST
@private
@role_view(*STAFF)
def stop(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The person takes the consent back."""
    referral = _found(request, key)
    try:
        withdraw(referral.pk, request.user)
    except NotNow as refusal:
        messages.error(request, str(refusal.words))
    if referral.conversation is not None:
        return panels_again(referral.conversation)
    return redirect("referrals:referral", referral.pk)


@require_safe
@private
@role_view(*STAFF)
def referral(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """One referral, for who made it or supervises; the reading is audited."""
    found = _found(request, key)
    record_read(cast(User, request.user), "referral.open", "referral", str(found.pk))
    return render(request, "referrals/referral.html", {"row": row(found)})


@require_safe
@private
@role_view(*KEEPERS)
def points(request: HttpRequest) -> HttpResponse:
    """All receiving points."""
    return render(request, "referrals/points.html", {"points": Point.objects.select_related("province")})


@require_http_methods(["GET", "HEAD", "POST"])
@private
@role_view(*KEEPERS)
def point(request: HttpRequest, number: int = 0) -> HttpResponse:
    """Add a receiving point, or change one."""
    found = Point.objects.filter(pk=number).first() if number else Point()
    if found is None:
        raise Http404
    form = PointForm(request.POST if request.method == "POST" else None, instance=found)
    if request.method == "POST" and form.is_valid():
        save_point(form.instance, cast(User, request.user))
        messages.success(request, _("Saved."))
        return redirect("referrals:points")
    return render(request, "referrals/point.html", {"form": form}, status=422 if form.is_bound else 200)


def _found(request: HttpRequest, key: uuid.UUID) -> Referral:
    """A referral of a conversation that the user may read, or their own; 404 otherwise."""
    user = cast(User, request.user)
    found = Referral.objects.select_related("point", "conversation").prefetch_related("answers").filter(pk=key).first()
    if found is None:
        raise Http404
    mine = found.created_by_id == user.pk or user.has_role(Role.SUPERVISOR)
    talk = found.conversation_id
    readable = talk is not None and Conversation.objects.readable_by(user).filter(pk=talk).exists()
    if not (mine or readable):
        raise Http404
    return found
