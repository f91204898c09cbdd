"""How long words of the hotline are kept: web 30 days, text messages 180 days after the last word."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from hotline.conversations.line import line
from hotline.conversations.models import Conversation
from hotline.conversations.services.erase import erase, forget
from hotline.conversations.states import Channel, Ended
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

RULES = [
    Rule(
        "hotline.web",
        "Lời trò chuyện ẩn danh trên web",
        line().keep_web_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        lambda now, dry_run: _forget_old(Channel.WEB, line().keep_web_days, now, dry_run),
    ),
    Rule(
        "hotline.sms",
        "Tin nhắn SMS với đường dây",
        line().keep_sms_days,
        "Luật 91/2025/QH15; hạn do đơn vị vận hành đặt",
        lambda now, dry_run: _forget_old(Channel.SMS, line().keep_sms_days, now, dry_run),
    ),
]
