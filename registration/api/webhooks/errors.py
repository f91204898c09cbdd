"""Why a message was not delivered, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "switched_off": gettext_lazy("the webhook or its system was switched off"),
    "private_address": gettext_lazy("the name leads to an address in a private network"),
    "timeout": gettext_lazy("no answer in time"),
    "connect": gettext_lazy("no connection"),
    "tls": gettext_lazy("the certificate is not good"),
    "broken_answer": gettext_lazy("the connection broke off or the answer was not HTTP"),
    "name": gettext_lazy("the name is not known in the network"),
    "redirect": gettext_lazy("a redirect, which is not followed"),
}


def words_of(code: str) -> str:
    """`http_500` → "answered 500"."""
    if code.startswith("http_"):
        return _("answered %(status)s") % {"status": code.removeprefix("http_")}
    return str(WORDS.get(code, code))
