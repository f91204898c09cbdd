"""The keys of the console as its card and the documentation show them; `static/console/keys.mjs` carries them out."""

from django.utils.translation import gettext_lazy as _

KEYS = (
    ("?", _("this card (Alt+/ also while writing)")),
    ("Alt+A", _("accept the offer")),
    ("Alt+X", _("decline the offer")),
    ("Alt+N", _("take whoever waits first")),
    ("Alt+J, Alt+K", _("next and previous of my conversations")),
    ("Alt+L", _("write a reply")),
    ("Alt+P", _("write a note (staff only)")),
    ("Enter", _("send, with three seconds to take it back")),
    ("Ctrl+Enter", _("send at once")),
    ("Shift+Enter", _("a new line")),
    ("Alt+U", _("take the last message back")),
    ("/", _("find a ready reply; arrows choose, Enter inserts, Esc closes")),
    ("Alt+S", _("search pages and places")),
    ("Alt+O", _("what lies beside the conversation")),
    ("Alt+G", _("to the messages; arrows scroll")),
    ("Alt+M", _("put aside")),
    ("Alt+T", _("hand over to a colleague")),
    ("Alt+R", _("back to the queue")),
    ("Alt+W", _("wrap up and end")),
    ("Alt+B", _("break")),
    ("Alt+Q", _("to the queue")),
    ("Alt+I", _("my presence")),
)
