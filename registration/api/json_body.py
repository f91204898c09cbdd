"""Read a request's body as one JSON object, strictly: what two readers could understand differently is refused."""

import json
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest
from django.utils.translation import gettext as _

from . import faults
from .faults import Fault, Problem


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def read_object(request: HttpRequest) -> dict[str, Any]:
    """The object in the body. Raises Fault: 413 too large, 422 not JSON or no object."""
    try:
        # RecursionError: nested deeper than any reader follows. ValueError: also numbers of thousands of digits.
        body = json.loads(request.body.decode("utf-8"), parse_constant=_no_constant, object_pairs_hook=_once)
    except RequestDataTooBig as error:
        raise faults.too_large() from error
    except (ValueError, RecursionError) as error:
        raise Fault(422, Problem("", "json", _("The body is not valid JSON in UTF-8."))) from error
    if not isinstance(body, dict):
        raise Fault(422, Problem("", "json", _("The body has to be one JSON object.")))
    return body


def canonical(body: dict[str, Any]) -> str:
    """The same text for the same content, whatever the order of names and the spaces."""
    return json.dumps(body, sort_keys=True, separators=(",", ":"))
