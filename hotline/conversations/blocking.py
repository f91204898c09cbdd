"""Blocks against abuse, without identities: by conversation, and by a mark of the network that nobody can read later.

The mark is an HMAC of the client's network under a random salt of that day (`DaySalt`). Salts are destroyed after the
second day, and every mark with them; so a block of a network ends by itself at the latest then. The address itself is
never stored. Whoever is refused reads a kind text with the numbers that help in danger.
"""

import hashlib
import hmac
import secrets
import uuid
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.beside import BlockReason
from hotline.conversations.errors import BadFrame, NotFound
from hotline.conversations.models import Block, Conversation, DaySalt, NetworkMark
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import Ended, Outcome, State, StepKind
from portal.accounts.models import Role
from portal.audit.log import record
from portal.privacy.network import UNKNOWN, client_network

HOURS = (1, 4, 24)
"""How long a block of a network may last; a conversation that was ended stays ended."""
SALTS_KEPT = timedelta(days=1)


def marks_of(remote: str, forwarded_for: str = "") -> list[str]:
    """The marks of a client's network by the salts still kept, today's first; none for an unknown address.

    `remote` is the direct neighbour; X-Forwarded-For counts only as far as TRUSTED_PROXIES wrote it."""
    network = client_network(remote, forwarded_for, settings.TRUSTED_PROXIES)
    if network == UNKNOWN:
        return []
    today = timezone.localdate()
    kept = dict(DaySalt.objects.filter(day__gte=today - SALTS_KEPT).values_list("day", "salt"))
    if today not in kept:
        made, _created = DaySalt.objects.get_or_create(day=today, defaults={"salt": secrets.token_bytes(32)})
        kept[today] = made.salt
    days = sorted(kept, reverse=True)
    return [hmac.new(bytes(kept[day]), network.encode(), hashlib.sha256).hexdigest() for day in days]


def keep_mark(conversation: Conversation, marks: list[str]) -> None:
    """Beside a new conversation, so that a block can reach its network for the rest of the day."""
    if marks:
        NetworkMark.objects.update_or_create(conversation=conversation, defaults={"mark": marks[0]})


def is_blocked(marks: list[str]) -> bool:
    """Whether a new conversation from there is refused now."""
    return bool(marks) and Block.objects.in_force(timezone.now()).filter(mark__in=marks).exists()


def block(conversation_id: uuid.UUID, actor: Any, reason: object, hours: object = 0) -> Block:
    """End the conversation, let nothing more be written in it, and report it to the supervisors. With `hours` (1, 4 or
    24) new conversations from the same network are refused as long.

    Raises BadFrame (no such reason or time), NotFound, NotOwner."""
    if reason not in BlockReason.values or isinstance(hours, bool) or hours not in (0, *HOURS):
        raise BadFrame
    now = timezone.now()
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor, live=False)
        mark = NetworkMark.objects.filter(conversation=conversation).values_list("mark", flat=True).first() or ""
        made = Block.objects.create(
            conversation=conversation,
            mark=mark if hours else "",
            reason=reason,
            by=actor,
            at=now,
            until=now + timedelta(hours=int(hours) or 24),
            **({"reviewed_by": actor, "reviewed_at": now} if actor.has_role(Role.SUPERVISOR) else {}),
        )
        conversation.blocked = True
        if conversation.state != State.CLOSED:
            say(conversation, _("The counsellor has ended this conversation. In danger call 115 or 113."))
            conversation.state, conversation.ended_by, conversation.closed_at = State.CLOSED, Ended.COUNSELLOR, now
            conversation.outcome = Outcome.NOT_OURS
            note_step(conversation, StepKind.CLOSED, actor, conversation.outcome)
        conversation.save(update_fields=["blocked", "state", "ended_by", "closed_at", "outcome"])
        record(actor, "conversation.block", "conversation", str(conversation_id), detail={"reason": str(reason)})
        events.wake(conversation.pk, "state")
        events.wake_board()
    return made


def review(block_id: int, supervisor: Any, *, lift: bool) -> Block:
    """A supervisor looks at a block: it holds, or is lifted at once. Raises NotFound."""
    with transaction.atomic():
        found = Block.objects.select_for_update().filter(pk=block_id).first()
        if found is None or not supervisor.has_role(Role.SUPERVISOR):
            raise NotFound
        now = timezone.now()
        found.reviewed_by, found.reviewed_at = supervisor, now
        if lift and found.lifted_at is None:
            found.lifted_at = now
            Conversation.objects.filter(pk=found.conversation_id).update(blocked=False)
        found.save(update_fields=["reviewed_by", "reviewed_at", "lifted_at"])
        action = "conversation.unblock" if lift else "conversation.block_kept"
        record(supervisor, action, "conversation", str(found.conversation_id))
        events.wake_board(queue_moved=False)
    return found


def forget_mark(conversation: Conversation) -> None:
    """With the words goes the mark of their network; what was blocked stays blocked until its end."""
    NetworkMark.objects.filter(conversation=conversation).delete()


def forget_marks(now: datetime) -> int:
    """Destroy the salts and marks that are too old; how many salts."""
    day = timezone.localdate(now) - SALTS_KEPT
    first = timezone.make_aware(datetime.combine(day, datetime.min.time()))
    NetworkMark.objects.filter(at__lt=first).delete()
    Block.objects.filter(at__lt=first).exclude(mark="").update(mark="")
    return DaySalt.objects.filter(day__lt=day).delete()[0]
