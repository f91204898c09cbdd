"""How long words of the hotline are kept after the last one: as the operator set it (`hotline.line`, part limits)."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase, forget
from hotline.conversations.states import Channel, Ended
from hotline.line.facts import line
from portal.privacy.retention import Rule


def _forget_old(channel: str, days: int, now: datetime, dry_run: bool) -> int:
    old = Conversation.objects.forgotten_after(channel, now - timedelta(days=days))
    if dry_run:
        return old.count()
    keys = list(old.values_list("pk", flat=True))
    for key in keys:
        with transaction.atomic():
            conversation = old.select_for_update().filter(pk=key).first()
            if conversation:
                forget(conversation, Ended.SYSTEM)
    return len(keys)


def _erase_again(key: str) -> None:
    """A conversation that a restored backup brought back after it was erased."""
    erase(UUID(key), Ended.SYSTEM)


ERASE_AGAIN = {"conversations.conversation": _erase_again}


def _rules() -> list[Rule]:
    """As the operator's supervisors set the days now, with their legal note."""
    facts = line()
    return [
        Rule(
            "hotline.web",
            "Lời trò chuyện ẩn danh trên web",
            facts.keep_web_days,
            facts.legal_note,
            lambda now, dry_run: _forget_old(Channel.WEB, facts.keep_web_days, now, dry_run),
        ),
        Rule(
            "hotline.sms",
            "Tin nhắn SMS với đường dây",
            facts.keep_sms_days,
            facts.legal_note,
            lambda now, dry_run: _forget_old(Channel.SMS, facts.keep_sms_days, now, dry_run),
        ),
    ]


RULES = _rules
