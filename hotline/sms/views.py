"""`/staff/hotline/c/<uuid>/sms/<seq>/retry/`: words that surely did not arrive are tried again."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from hotline.conversations.errors import NotFound, Refused
from hotline.sms.retry import retry
from portal.accounts.models import Role
from portal.accounts.permissions import role_view


@require_POST
@role_view(Role.COUNSELLOR, Role.SUPERVISOR)
def try_again(request: HttpRequest, key: uuid.UUID, seq: int) -> HttpResponse:
    """To the panels; 404 for what is not there, 409 where it is no longer in these hands."""
    try:
        retry(key, seq, request.user)
    except NotFound as error:
        raise Http404 from error
    except Refused as error:
        return HttpResponse(str(error.detail), status=409, content_type="text/plain; charset=utf-8")
    return redirect("console:panels", key)
