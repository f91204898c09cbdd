"""A supervisor gives a conversation to a counsellor or to a team's queue, whether it waits or is held."""

import uuid
from typing import Any

from django.db import transaction

from hotline.conversations import events
from hotline.conversations.errors import Closed, NotFound
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.take import take
from hotline.conversations.services.transfer import target_of, transfer
from hotline.conversations.states import State
from portal.accounts.models import Role
from portal.audit.log import record


def reassign(conversation_id: uuid.UUID, supervisor: Any, to: object) -> Conversation:
    """`to` as in `target_of`. One who waits is taken in the counsellor's name, within their capacity.

    Raises BadFrame (nobody such), NotFound, Closed, Taken, Full."""
    if not supervisor.has_role(Role.SUPERVISOR):
        raise NotFound
    colleague, team = target_of(to)
    with transaction.atomic():
        state = Conversation.objects.filter(pk=conversation_id).values_list("state", flat=True).first()
        if state == State.CLOSED:
            raise Closed
        if state != State.WAITING:
            return transfer(conversation_id, supervisor, to)
        if colleague is not None:
            conversation = take(conversation_id, colleague)
        else:
            conversation = lock(conversation_id)
            conversation.team = team
            conversation.save(update_fields=["team"])
            events.wake_board(queue_moved=False)
        target = f"team:{team.pk}" if team else f"counsellor:{colleague.pk}"
        record(supervisor, "conversation.reassign", "conversation", str(conversation_id), detail={"to": target})
    return conversation
