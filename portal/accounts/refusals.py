"""The way to the sign-in page for whoever is not signed in, and the way back, to our own pages only."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

NEXT = "next"
LONGEST_PATH = 500


def to_sign_in(request: HttpRequest, *, ended: bool = False) -> HttpResponse:
    """Redirect to sign-in, remembering where a GET wanted to go; a page part of htmx reloads the page."""
    query: dict[str, str] = {"ended": "1"} if ended else {}
    if request.method == "GET" and request.get_full_path() != reverse("staff:home"):
        query[NEXT] = request.get_full_path()
    target = reverse("staff:sign_in") + (f"?{urlencode(query)}" if query else "")
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=401, headers={"HX-Redirect": target})
    return HttpResponseRedirect(target)


def safe_path(path: str) -> str:
    """`path` where it is a path of this site for staff, else "" (no other host, no scheme, no tricks)."""
    plain = path.isprintable() and "\\" not in path and len(path) <= LONGEST_PATH
    own = plain and path.startswith(("/staff/", "/cms/")) and url_has_allowed_host_and_scheme(path, None)
    return path if own and ".." not in path else ""
