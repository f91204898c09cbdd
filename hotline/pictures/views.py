"""Staff see a picture as a blur until they decide to look. Thin: `services.look` holds the rules."""

import uuid
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from hotline.conversations.errors import NotFound
from hotline.pictures.services.look import cover, look_at, open_to, readable
from portal.accounts.models import Role, User
from portal.accounts.permissions import role_view

private = cache_control(no_store=True, private=True)


@require_safe
@private
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def blurred(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The blur: it shows that there is a picture, and not what."""
    return _jpeg(readable(request.user).filter(pk=key).values_list("blurred", flat=True).first())


@require_safe
@private
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def picture(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """The picture, to whoever decided to look within the last quarter of an hour."""
    return _jpeg(open_to(request.user).filter(pk=key).values_list("content", flat=True).first())


@require_POST
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def look(request: HttpRequest, key: uuid.UUID) -> HttpResponse:
    """Look, or cover again (`how=cover`); back to what lies beside the conversation."""
    act = cover if request.POST.get("how") == "cover" else look_at
    try:
        found = act(key, cast(User, request.user))
    except NotFound as error:
        raise Http404 from error
    return redirect("console:panels", found.conversation_id)


def _jpeg(content: bytes | None) -> HttpResponse:
    if content is None:
        raise Http404
    return HttpResponse(bytes(content), content_type="image/jpeg")
