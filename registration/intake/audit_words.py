"""What the log says of intake's own actions at the desk, in words that people read."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "registration.enter": _("began a form at the desk"),
    "registration.enter-discarded": _("erased an unfinished form at the desk"),
    "registration.export": _("the person took their data along"),
}
