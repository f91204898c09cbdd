"""How a conversation ended: the counsellor's answers in codes, asked for before it leaves their console."""

import uuid
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.console.models import RiskSeen, WrapUp
from hotline.conversations.models import Conversation
from hotline.conversations.services.close import close
from hotline.conversations.states import Outcome, State, Topic

ASKED_FOR = timedelta(days=7)
"""So long the console asks for what is missing."""
UNSAID = ("", Outcome.UNSPECIFIED)


def close_with(conversation_id: uuid.UUID, actor: Any, wrap_up: object = None) -> Conversation:
    """End it (or add to what ended) with `wrap_up`: `outcome`, `topic` or `topics`, `risk`, `referral`, `words`.

    What is missing counts as not said, and the console goes on asking for it. Raises NotFound, NotOwner."""
    answers = dict(wrap_up) if isinstance(wrap_up, dict) else {}
    topics = _topics(answers)
    if topics and answers.get("topic") not in Topic.values:
        answers["topic"] = topics[0]
    with transaction.atomic():
        conversation = close(conversation_id, actor, answers)
        said = WrapUp.objects.filter(conversation=conversation).first() or WrapUp(conversation=conversation)
        said.topics = topics or said.topics or [conversation.topic]
        risk = answers.get("risk")
        if isinstance(risk, str) and risk in RiskSeen.values:
            said.risk = risk
        if isinstance(answers.get("referral"), bool):
            said.referral = answers["referral"]
        elif answers.get("referral") in {"yes", "no"}:
            said.referral = answers["referral"] == "yes"
        said.by, said.at = actor, timezone.now()
        said.save()
    return conversation


def to_wrap_up(user: Any) -> list[Conversation]:
    """Ended conversations of `user` of which nobody has said what came, the newest first."""
    return list(
        Conversation.objects.filter(
            counsellor=user,
            state=State.CLOSED,
            outcome__in=UNSAID,
            erased_at__isnull=True,
            closed_at__gt=timezone.now() - ASKED_FOR,
        )
        .select_related("counsellor", "team")
        .order_by("-closed_at")[:50]
    )


def _topics(answers: dict[str, Any]) -> list[str]:
    """The valid topics of `topics` (a list) or `topic`, each once, in order."""
    given = answers.get("topics")
    raw = given if isinstance(given, list) else [answers.get("topic")]
    return list(dict.fromkeys(one for one in raw if isinstance(one, str) and one in Topic.values))
