"""What the visitor's pages show: the way in, and the room with what was said."""

import uuid
from dataclasses import replace
from typing import Any

from django.utils import timezone, translation

from hotline.conversations.models import Conversation, Message
from hotline.conversations.queries import Place, queue_now
from hotline.conversations.services.read import mark_read
from hotline.conversations.services.system import emergency_card
from hotline.conversations.states import Author, Risk, State, Topic
from hotline.line.facts import in_language, line
from hotline.line.topics import topics_shown
from hotline.visitor.satisfaction import SCORES, is_rated
from portal.places.models import Province

RELOAD_S = 25
"""Without script the room looks for new messages this often, while nobody is writing."""
RIGHT_AWAY_S = 60
DOORS = 5
"""So many topics are doors of the way in; what else the operator lists stands behind "another topic"."""
CARD_SHAPES: tuple[dict[str, Any], ...] = (
    *({"kind": kind, "url": "/", "title": ""} for kind in ("page", "handover", "screening", "call_back", "picture")),
    {"kind": "place", "url": "/", "title": "", "address": " ", "phone": "0"},
    {"kind": "emergency", "numbers": [{"number": "", "label": ""}], "steps": [""], "never": [""]},
)
"""An empty card of each kind: the script fills copies of them, so that both draw the same."""


def about_the_line() -> dict[str, Any]:
    """Who staffs the line, when, what it promises and how long it keeps words, in the page's language."""
    facts, language = line(), translation.get_language() or "vi"
    return {
        "staffed_by": in_language(facts.staffed_by, language),
        "hours": in_language(facts.hours_text, language),
        "promise": in_language(facts.promise, language),
        "keeping": in_language(facts.keeping, language),
        "out_of_hours": in_language(facts.out_of_hours, language),
        "legal_note": facts.legal_note,
        "open_now": facts.is_open(timezone.now()),
    }


def way_in() -> dict[str, Any]:
    """The start page: five doors, each a tap; name and province only for who likes to say them."""
    provinces = Province.objects.order_by("folded").values_list("code", "name")
    topics = topics_shown(translation.get_language() or "vi")
    place = _last_place()
    return {
        "about": about_the_line(),
        "topics": topics[:DOORS],
        "more_topics": topics[DOORS:] or [(Topic.OTHER.value, Topic.OTHER.label)],
        "provinces": list(provinces),
        "staffed": place.staffed,
        "right_away": place.expected_wait_s <= RIGHT_AWAY_S,
        "wait_minutes": _minutes(place),
    }


def _last_place() -> Place:
    """The place that somebody who begins now would get."""
    queue, nobody = queue_now(), uuid.uuid4()
    return replace(queue, order={**queue.order, nobody: len(queue.order) + 1}).place_of(nobody)


def _minutes(place: Place) -> int:
    return max(1, round(place.expected_wait_s / 60))


def room(
    conversation: Conversation, *, writing: bool, text: str = "", error: str = "", picture_error: str = ""
) -> dict[str, Any]:
    """The room: all that was said, the place in the queue, the form with its one-time `client_id`."""
    messages = list(Message.objects.filter(conversation=conversation).order_by("seq"))
    if messages:
        mark_read(conversation.pk, Author.VISITOR, messages[-1].seq)
    place = queue_now().place_of(conversation.pk)
    return {
        "about": about_the_line(),
        "conversation": conversation,
        "chat": messages,
        "place": place,
        "nobody": conversation.state == State.WAITING and not place.staffed,
        "danger": conversation.risk == Risk.DANGER,
        "numbers": emergency_card(translation.get_language() or "vi")["numbers"],
        "wait_minutes": _minutes(place),
        "client_id": uuid.uuid4(),
        "picture_id": uuid.uuid4(),
        "writing": writing,
        "reload_s": RELOAD_S,
        "card_shapes": CARD_SHAPES,
        "text": text,
        "error": error,
        "picture_error": picture_error,
        "rated": is_rated(conversation),
        "scores": SCORES,
    }
