"""How the audit log names what supervisors do."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "conversation.reassign": _("gave a conversation to somebody"),
    "conversation.block": _("blocked a conversation"),
    "conversation.block_kept": _("found a block right"),
    "conversation.unblock": _("lifted a block"),
    "quality.draw": _("drew conversations for a quality review"),
    "quality.score": _("scored a conversation"),
    "shift.plan": _("planned a shift"),
    "shift.take_out": _("took a shift out of the plan"),
    "shift.copy_week": _("copied a week of shifts"),
}
