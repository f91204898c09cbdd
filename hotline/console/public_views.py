"""From a card in the chat to the crossing page of the form."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from hotline.console.services.handing_over import token_of
from portal.ui.languages import localised

FORM = "/dang-ky/"


@require_safe
@cache_control(no_store=True, private=True)
def to_register(request: HttpRequest, key: str) -> HttpResponse:
    """To the form with the prepared answers; where the link is over, to the form without them."""
    token = token_of(key[:100])
    address = localised(FORM, get_language() or "vi")
    response = redirect(f"{address}?{urlencode({'tu': token})}" if token else address)
    response["Referrer-Policy"] = "no-referrer"
    response["X-Robots-Tag"] = "noindex"
    return response
