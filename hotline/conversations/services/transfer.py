"""Hand a conversation over at once, to a colleague or to a team's queue. At no moment does nobody have it.

A colleague who should say yes first is asked by `hotline.offers.asking`."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hotline.conversations import events
from hotline.conversations.errors import BadFrame, Taken
from hotline.conversations.models import Conversation
from hotline.conversations.services.holder import lock_for
from hotline.conversations.services.release import back_to_queue
from hotline.conversations.services.step import note_step
from hotline.conversations.services.system import say
from hotline.conversations.states import State, StepKind
from portal.accounts.models import HOTLINE, Team, User
from portal.audit.log import record


def transfer(conversation_id: uuid.UUID, actor: Any, to: object) -> Conversation:
    """`to`: "team:<id>", "counsellor:<id>" or its number, or a colleague's e-mail.

    Raises BadFrame (nobody such), NotFound, NotOwner, Closed, Taken (it waits: nobody holds it)."""
    colleague, team = target_of(to)
    with transaction.atomic():
        conversation = lock_for(conversation_id, actor)
        if conversation.state != State.OPEN:
            raise Taken
        if team is not None:
            conversation.team = team
            conversation.save(update_fields=["team"])
            back_to_queue(conversation)
        elif conversation.counsellor_id != colleague.pk:
            hand_to(conversation, colleague)
        target = f"team:{team.pk}" if team else f"counsellor:{colleague.pk}"
        record(actor, "conversation.transfer", "conversation", str(conversation_id), detail={"to": target})
    return conversation


def hand_to(conversation: Conversation, colleague: Any) -> None:
    """`colleague` holds it from now on; within the caller's transaction and lock."""
    conversation.counsellor = colleague
    conversation.save(update_fields=["counsellor"])
    note_step(conversation, StepKind.TRANSFERRED, colleague)
    say(conversation, _("Another counsellor goes on with you now."))
    events.wake(conversation.pk, "state")
    events.wake_board(queue_moved=False)


def target_of(to: object) -> tuple[Any, Any]:
    """(colleague, None) or (None, team): "team:<id>", "counsellor:<id>", a number, an e-mail. Raises BadFrame."""
    if isinstance(to, int) and not isinstance(to, bool):
        to = f"counsellor:{to}"
    kind, _colon, number = str(to).partition(":") if isinstance(to, str) else ("", "", "")
    if kind == "team" and number.isdecimal() and (team := Team.objects.filter(pk=int(number[:9])).first()):
        return None, team
    who = User.objects.filter(is_active=True)
    if kind == "counsellor" and number.isdecimal():
        who = who.filter(pk=int(number[:9]))
    elif isinstance(to, str) and "@" in to:
        who = who.filter(email=to.strip().lower())
    else:
        raise BadFrame
    colleague = who.first()
    if colleague is None or not colleague.has_role(*HOTLINE):
        raise BadFrame
    return colleague, None
