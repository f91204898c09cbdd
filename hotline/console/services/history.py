"""Earlier conversations of the same person: by the same phone, or by the same browser's secret, and by nothing else."""

from hotline.conversations.models import Conversation
from hotline.conversations.states import Channel

MOST = 20


def earlier(conversation: Conversation) -> list[Conversation]:
    """Those not yet erased, the newest first; a phone or browser may be shared, which the screen says."""
    if conversation.channel == Channel.SMS:
        same = {"phone_index": conversation.phone_index}
    else:
        same = {"browser_key": conversation.browser_key}
    if not all(same.values()):
        return []
    found = Conversation.objects.filter(channel=conversation.channel, erased_at__isnull=True, **same)
    return list(
        found.exclude(pk=conversation.pk).select_related("counsellor", "wrap_up").order_by("-created_at")[:MOST]
    )
