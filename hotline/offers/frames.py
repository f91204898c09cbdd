"""What a console shows of offers: those to answer now, the questions that are out, and the counsellor's own day."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from hotline.conversations.frames import moment
from hotline.offers.desks import days_of
from hotline.offers.models import Desk, Offer


def board_part(user: Any) -> dict[str, Any]:
    """`offers` (to be answered, soonest end first), `asked` (my questions) and `desk`, for the board frame."""
    now = timezone.now()
    mine = Offer.objects.open_at(now).filter(counsellor=user)
    offers = mine.select_related("conversation", "asked_by", "note").order_by("expires_at")
    asked = Offer.objects.open_at(now).filter(asked_by=user).select_related("counsellor").order_by("expires_at")
    return {
        "offers": [_offer(one, now) for one in offers],
        "asked": [
            {"conversation": str(one.conversation_id), "to": str(one.counsellor), "expires_at": moment(one.expires_at)}
            for one in asked
        ],
        "desk": _desk(user, now),
    }


def _offer(offer: Offer, now: datetime) -> dict[str, Any]:
    conversation = offer.conversation
    return {
        "offer": offer.pk,
        "kind": "queue" if offer.asked_by is None else "transfer",
        "conversation": str(conversation.pk),
        "from": str(offer.asked_by) if offer.asked_by else "",
        "note": offer.note.body if offer.note else "",
        "channel": conversation.channel,
        "topic": conversation.topic,
        "topic_label": str(conversation.get_topic_display()),
        "risk": conversation.risk,
        "risk_label": str(conversation.get_risk_display()) if conversation.risk else "",
        "language": conversation.language,
        "waiting_since": moment(conversation.waiting_since),
        "expires_at": moment(offer.expires_at),
        "seconds_left": max(0, int((offer.expires_at - now).total_seconds())),
    }


def _desk(user: Any, now: datetime) -> dict[str, Any]:
    desk = Desk.objects.filter(user=user).first() or Desk(user=user)
    day = days_of([user.pk])[user.pk]
    return {
        "away_because": desk.away_because,
        "away_label": str(desk.get_away_because_display()) if desk.away_because else "",
        "pause_until": moment(desk.pause_until) if desk.pause_until else None,
        "pause_over": bool(desk.pause_until and desk.pause_until <= now),
        "pause_advised": desk.pause_advised_at is not None,
        "talks_today": day.talks,
        "minutes_today": day.minutes,
        "most_talks": day.most_talks,
        "most_minutes": day.most_minutes,
        "heavy": day.heavy,
    }


def offer_frame(offer: dict[str, Any]) -> dict[str, Any]:
    """The ring: sent once a socket when an offer is new."""
    return {"type": "offer"} | offer


def offer_over_frame(offer_id: int, conversation: str) -> dict[str, Any]:
    """The ring stops: answered, run out or no longer needed."""
    return {"type": "offer_over", "offer": offer_id, "conversation": conversation}
