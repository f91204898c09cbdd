"""Action codes of the log in words that people read. A code without words is shown as it is.

Every room names its own actions in a module `audit_words.py` with a dictionary `WORDS`.
"""

from functools import cache
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils.module_loading import module_has_submodule
from django.utils.translation import gettext_lazy as _

WORDS = {
    "signed_in": _("signed in"),
    "signed_out": _("signed out"),
    "sign_in.refused": _("sign-in refused"),
    "second_factor.enrolled": _("authenticator set up"),
    "second_factor.refused": _("wrong code"),
    "second_factor.confirmed": _("code confirmed again"),
    "second_factor.reset": _("second step reset"),
    "recovery_codes.made": _("recovery codes made"),
    "recovery_code.used": _("recovery code used"),
    "password.set": _("password set"),
    "password_link.made": _("one-time link made"),
    "account.created": _("account created"),
    "account.deactivated": _("account deactivated"),
    "account.reactivated": _("account activated again"),
    "posting.added": _("posting added"),
    "posting.ended": _("posting ended"),
    "audit.read": _("audit log read"),
}


@cache
def all_words() -> dict[str, Any]:
    """The words of every room."""
    found: dict[str, Any] = dict(WORDS)
    for config in apps.get_app_configs():
        if config.module is not None and module_has_submodule(config.module, "audit_words"):
            found |= import_module(f"{config.name}.audit_words").WORDS
    return found
