"""What the person's pages share: kept nowhere on the way, found by no search engine, posted only from our own pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import get_language

from hotline.origin import own_pages_only

View = Callable[..., HttpResponse]


def person_page(view: View) -> View:
    """Answers of `view` are not kept anywhere; a post from another site is refused."""

    @wraps(view)
    def inner(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "no-store, private"
        response["X-Robots-Tag"] = "noindex, nofollow"
        return response

    return own_pages_only(inner)


def language() -> str:
    """The page's language: `vi` or `en`."""
    return "en" if (get_language() or "").startswith("en") else "vi"
