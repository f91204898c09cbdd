"""Forms of a grave step: good answers, and the second factor given now or a moment ago."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portal.accounts.permissions import confirm_second_factor, confirmed_recently


def is_confirmed(request: HttpRequest, form: Any) -> bool:
    """Whether the form is good and the second factor given, now or lately."""
    if request.method != "POST" or not form.is_valid():
        return False
    if "otp_token" not in form.fields or confirm_second_factor(request, form.cleaned_data["otp_token"]):
        return True
    form.add_error("otp_token", _("This code is not right, or it has been used. Wait for the next one."))
    return False


def confirmable(kind: Any, request: HttpRequest, **more: Any) -> Any:
    """A form of that kind over what was posted; asks for the second factor unless it was given a moment ago."""
    return kind(request.POST if request.method == "POST" else None, ask_code=not confirmed_recently(request), **more)
