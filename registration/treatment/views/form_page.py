"""A page of one form: do what it says, or show it again with what is wrong and everything that was typed."""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest

from registration.casework.errors import BadInput, MoveRefused


def typed(request: HttpRequest) -> object:
    """What a form is bound to: the post, also an empty one."""
    return request.POST if request.method == "POST" else None


def answer(request: HttpRequest, form: forms.Form, do: Callable[[], object]) -> int:
    """The status: 302 done, 200 only shown, 422 bad words, 403 or 409 refused; errors are on the form."""
    if request.method != "POST":
        return 200
    if not form.is_valid():
        return 422
    try:
        do()
    except BadInput as bad:
        form.add_error(bad.field if bad.field in form.fields else None, str(bad.words))
        return bad.http_status
    except MoveRefused as refusal:
        form.add_error(None, str(refusal.words))
        return refusal.http_status
    return 302
