"""How the audit log names offers and handing over by consent."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "conversation.ask": _("asked a colleague to take over"),
    "conversation.accept": _("took over on a colleague's asking"),
    "conversation.given_back": _("put back in front: no first reply in time"),
    "routing.change": _("changed how conversations are given out"),
    "routing.skills": _("changed a counsellor's skills"),
}
