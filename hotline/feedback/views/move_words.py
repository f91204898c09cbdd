"""What the desk's buttons and forms say, by move."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.feedback.states import Move

LABELS: dict[str, Promise] = {
    Move.ACKNOWLEDGE: _("Confirm: we work on it"),
    Move.ACCEPT: _("Accept it"),
    Move.ANSWER: pgettext_lazy("button", "Answer the person"),
    Move.FORWARD: _("Pass it on to another desk"),
    Move.SEND_BACK: _("Send it back"),
    Move.REFER_AWAY: _("Not ours: name who is responsible"),
    Move.CLOSE: pgettext_lazy("feedback", "Close it"),
}
WORDS: dict[str, tuple[Promise, Promise]] = {
    Move.ANSWER: (
        _("Your answer"),
        _("The person reads it on the tracking page. What was found, what was done, what follows. Plain, kind words."),
    ),
    Move.REFER_AWAY: (
        _("Who is responsible, and how to reach them"),
        _("The person reads it. Name the body, its address or phone number, and what to bring."),
    ),
    Move.SEND_BACK: (_("Why is it not yours?"), _("Only staff read this.")),
}
NOTE_LABEL = _("Note among staff")
NOTE_HINT = _("The person never sees it.")
