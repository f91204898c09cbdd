"""Action codes of the log in words that people read. A code without words is shown as it is."""

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
