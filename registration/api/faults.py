"""What an answer says when it is not what the client hoped for: one shape for every fault.

`{"errors": [{"field": "", "code": "forbidden", "message": "..."}]}`; messages in the language of `Accept-Language`.
"""

from dataclasses import dataclass
from typing import Any

from django.http import JsonResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong; `field` is empty where none is at fault."""

    field: str
    code: str
    message: Words

    def as_dict(self) -> dict[str, str]:
        return {"field": self.field, "code": self.code, "message": str(self.message)}


class Fault(Exception):
    """Ends a request with `status` and its problems."""

    def __init__(self, status: int, *problems: Problem, headers: dict[str, str] | None = None) -> None:
        super().__init__(status, [problem.code for problem in problems])
        self.status, self.problems, self.headers = status, problems, headers or {}

    def answer(self) -> JsonResponse:
        """The fault as the client receives it."""
        body: dict[str, Any] = {"errors": [problem.as_dict() for problem in self.problems]}
        return JsonResponse(body, status=self.status, headers=self.headers)


def unauthorised() -> Fault:
    """401: no token, or none that is known and active."""
    problem = Problem("", "unauthorised", _("Send the token of a registered client: Authorization: Bearer …"))
    return Fault(401, problem, headers={"WWW-Authenticate": 'Bearer realm="duong-ve"'})


def forbidden(scope: str) -> Fault:
    """403: the client lacks the scope."""
    return Fault(403, Problem("", "forbidden", _("This client does not hold the scope %(scope)s.") % {"scope": scope}))


def not_found() -> Fault:
    """404: missing and invisible look alike."""
    return Fault(404, Problem("", "not_found", _("There is nothing here that this client may see.")))


def not_allowed(allow: str) -> Fault:
    """405: the address knows other methods only."""
    return Fault(405, Problem("", "method", _("This address does not take this method.")), headers={"Allow": allow})


def too_large() -> Fault:
    """413: the body is too big."""
    return Fault(413, Problem("", "too_large", _("This is too large.")))


def too_often(wait_s: int) -> Fault:
    """429: wait so many seconds."""
    message = _("Too many requests. Try again in %(wait)s seconds.") % {"wait": wait_s}
    return Fault(429, Problem("", "too_often", message), headers={"Retry-After": str(wait_s)})


def away(wait_s: int = 10) -> Fault:
    """503: an engine is not there; nothing was done."""
    problem = Problem("", "unavailable", _("This cannot be answered at the moment. Please try again."))
    return Fault(503, problem, headers={"Retry-After": str(wait_s)})
