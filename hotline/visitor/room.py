"""What the visitor's two pages show: the way in, and the room with what was said."""

import uuid
from typing import Any

from django.utils import timezone, translation

from hotline.conversations.line import in_language, line
from hotline.conversations.models import Conversation, Message
from hotline.conversations.queries import queue_now
from hotline.conversations.services.read import mark_read
from hotline.conversations.states import Author, Topic
from portal.places.models import Province

RELOAD_S = 25
"""Without script the room looks for new messages this often, while nobody is writing."""


def about_the_line() -> dict[str, Any]:
    """Who staffs the line, when, what it promises and how long it keeps words, in the page's language."""
    facts, language = line(), translation.get_language() or "vi"
    return {
        "staffed_by": in_language(facts.staffed_by, language),
        "hours": in_language(facts.hours_text, language),
        "promise": in_language(facts.promise, language),
        "keeping": in_language(facts.keeping, language),
        "open_now": facts.is_open(timezone.now()),
    }


def way_in() -> dict[str, Any]:
    """The start page: three questions, none of which must be answered."""
    provinces = Province.objects.order_by("folded").values_list("code", "name")
    return {"about": about_the_line(), "topics": Topic.choices, "provinces": list(provinces)}


def room(conversation: Conversation, *, writing: bool, text: str = "", error: str = "") -> dict[str, Any]:
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
        "wait_minutes": max(1, round(place.expected_wait_s / 60)),
        "client_id": uuid.uuid4(),
        "writing": writing,
        "reload_s": RELOAD_S,
        "text": text,
        "error": error,
    }
