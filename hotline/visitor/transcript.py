"""What was said, as plain text for the person to keep. The times are those of the portal; nobody is named."""

from django.utils import timezone
from django.utils.translation import gettext as _

from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Author

_MARK = "\ufeff"  # without it, phones show Vietnamese letters as signs
_LINE = "\r\n"


def transcript(conversation: Conversation) -> str:
    """All messages in order, one below the other."""
    who = {
        Author.VISITOR.value: _("You"),
        Author.COUNSELLOR.value: _("Counsellor"),
        Author.SYSTEM.value: _("The service"),
    }
    blocks = []
    for message in Message.objects.filter(conversation=conversation).order_by("seq"):
        at = timezone.localtime(message.at)
        lines = [f"{at:%d/%m/%Y %H:%M} · {who[message.author]}", *message.body.split("\n"), *_card_lines(message)]
        blocks.append(_LINE.join(lines))
    return _MARK + (_LINE * 2).join(blocks) + _LINE


def _card_lines(message: Message) -> list[str]:
    card = message.card or {}
    if card.get("kind") == "picture":
        return []
    lines = [str(card["title"])] if card.get("title") else []
    lines += [f"{entry['number']}: {entry['label']}" for entry in card.get("numbers", ())]
    lines += [f"- {step}" for step in (*card.get("steps", ()), *card.get("never", ()))]
    return lines + ([card["phone"]] if card.get("phone") else [])
