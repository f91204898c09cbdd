"""A counsellor takes a waiting conversation. Fifty may press at once; one wins."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.errors import Full, NotFound, Taken
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.services.append import lock
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import State, StepKind
from portal.accounts.models import HOTLINE
from portal.audit.log import record


def take(conversation_id: uuid.UUID, counsellor: Any) -> Conversation:
    """Make `counsellor` the holder. Raises NotFound (no such one for them), Taken, Full (at their capacity)."""
    if not counsellor.has_role(*HOTLINE):
        raise NotFound
    with transaction.atomic():
        room_for_one_more(counsellor)
        waiting = Conversation.objects.filter(pk=conversation_id, state=State.WAITING)
        won = waiting.update(state=State.OPEN, counsellor=counsellor, taken_at=timezone.now())
        if not won:
            raise Taken if Conversation.objects.filter(pk=conversation_id).exists() else NotFound
        conversation = lock(conversation_id)
        say(conversation, _("A counsellor is with you now and is reading what you wrote."))
        note_step(conversation, StepKind.TAKEN, counsellor)
        record(counsellor, "conversation.take", "conversation", str(conversation_id))
        events.wake(conversation.pk, "state")
        events.wake_board()
    return conversation


def take_over(conversation_id: uuid.UUID, supervisor: Any) -> Conversation:
    """A supervisor declares that they go on in a colleague's place. Raises NotFound, Taken (ended)."""
    with transaction.atomic():
        conversation = lock(conversation_id)
        if not Conversation.objects.readable_by(supervisor).filter(pk=conversation_id).exists():
            raise NotFound
        if conversation.state != State.OPEN:
            raise Taken
        if conversation.counsellor_id == supervisor.pk:
            return conversation
        before = conversation.counsellor_id
        conversation.counsellor = supervisor
        conversation.save(update_fields=["counsellor"])
        say(conversation, _("Another counsellor goes on with you now."))
        note_step(conversation, StepKind.TRANSFERRED, supervisor)
        record(supervisor, "conversation.take_over", "conversation", str(conversation_id), detail={"from": before})
        events.wake(conversation.pk, "state")
        events.wake_board(queue_moved=False)
    return conversation


def room_for_one_more(counsellor: Any) -> None:
    """Raises Full. Locks the presence row, so that two presses at once cannot both slip under the capacity."""
    CounsellorPresence.objects.get_or_create(user=counsellor)
    presence = CounsellorPresence.objects.select_for_update().get(user=counsellor)
    if Conversation.objects.held_by(counsellor).count() >= presence.capacity:
        raise Full
