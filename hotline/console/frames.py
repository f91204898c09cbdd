"""The console's own frames: the board (queue, who holds what, colleagues) and what staff see beside a conversation."""

from typing import Any

from django.utils import timezone, translation

from hotline.console.services.snooze import aside
from hotline.console.services.wrapping_up import to_wrap_up
from hotline.conversations.frames import moment, state_frame
from hotline.conversations.models import Conversation, CounsellorPresence, Note
from hotline.conversations.queries import colleagues, on_the_board
from hotline.conversations.states import Author, Risk
from hotline.offers.frames import board_part
from hotline.sms.receipts import Fate
from portal.accounts.models import Role, Team
from portal.places.models import Province


def board_frame(user: Any) -> dict[str, Any]:
    """A fresh snapshot of the board for `user`; a change is told as a new snapshot."""
    with translation.override(user.language):
        conversations = on_the_board(user)
        waiting = [one for one in conversations if one.state == "waiting"]
        provinces = dict(Province.objects.values_list("code", "name"))
        places = {one.pk: place for place, one in enumerate(waiting, 1)}
        presence = CounsellorPresence.objects.filter(user=user).first() or CounsellorPresence(user=user)
        hidden = aside(user)
        return {
            "type": "queue",
            "items": [
                _item(one, user, places.get(one.pk, 0))
                | {"province_name": provinces.get(one.province_code, one.province_code)}
                | ({"snoozed_until": moment(hidden[one.pk].until)} if one.pk in hidden else {})
                for one in conversations
            ],
            "to_wrap_up": [_item(one, user, 0) for one in to_wrap_up(user)],
            "colleagues": [_colleague(one) for one in colleagues() if one.user_id != user.pk],
            "teams": [{"id": team.pk, "name": team.name} for team in Team.objects.order_by("name")],
            "me": {
                "id": user.pk,
                "name": str(user),
                "status": presence.status,
                "capacity": presence.capacity,
                "supervisor": user.has_role(Role.SUPERVISOR),
            },
            "at": moment(timezone.now()),
            **board_part(user),
        }


def _item(conversation: Conversation, user: Any, position: int) -> dict[str, Any]:
    """One row. The nickname, which a person chose for the one who listens, is shown to the holder only."""
    mine = conversation.counsellor_id == user.pk
    return {
        "conversation": str(conversation.pk),
        "channel": conversation.channel,
        "state": conversation.state,
        "topic": conversation.topic,
        "topic_label": conversation.get_topic_display(),
        "nickname": conversation.nickname if mine else "",
        "province": conversation.province_code,
        "language": conversation.language,
        "risk": conversation.risk,
        "risk_label": conversation.get_risk_display() if conversation.risk != Risk.NONE else "",
        "waiting_since": moment(conversation.waiting_since),
        "last_activity_at": moment(conversation.last_activity_at),
        "position": position,
        "last_seq": conversation.last_seq,
        "unread": max(0, conversation.last_seq - conversation.counsellor_read_seq) if mine else 0,
        "mine": mine,
        "counsellor": _holder(conversation),
        "team": conversation.team.name if conversation.team else "",
    }


def _holder(conversation: Conversation) -> dict[str, Any] | None:
    holder = conversation.counsellor
    return {"id": holder.pk, "name": str(holder)} if holder else None


def _colleague(presence: CounsellorPresence) -> dict[str, Any]:
    return {
        "id": presence.user_id,
        "name": str(presence.user),
        "status": presence.status,
        "status_label": presence.get_status_display(),
    }


def staff_state_frame(conversation: Conversation, user: Any) -> dict[str, Any]:
    """The state with what only staff may know."""
    return state_frame(conversation) | {
        "mine": conversation.counsellor_id == user.pk,
        "counsellor": _holder(conversation),
        "risk": conversation.risk,
        "outcome": conversation.outcome,
        "read": conversation.visitor_read_seq,
    }


def note_frame(note: Note) -> dict[str, Any]:
    """A note among counsellors."""
    return {
        "type": "note",
        "conversation": str(note.conversation_id),
        "id": note.pk,
        "author": str(note.author or ""),
        "body": note.body,
        "whisper": note.whisper,
        "at": moment(note.at),
    }


def delivery_frame(conversation_id: Any, seq: int, fate: Fate, language: str) -> dict[str, Any]:
    """How far the counsellor's words number `seq` got as an SMS: state and reason in words, and whether the holder may
    try again."""
    with translation.override(language):
        label = fate.words
    name = {"type": "delivery", "conversation": str(conversation_id), "seq": seq}
    return name | {"state": str(fate.state), "label": label, "may_retry": fate.may_retry}


def read_frame(conversation: Conversation) -> dict[str, Any]:
    """How far the visitor has read."""
    return {
        "type": "read",
        "conversation": str(conversation.pk),
        "author": Author.VISITOR.value,
        "seq": conversation.visitor_read_seq,
    }
