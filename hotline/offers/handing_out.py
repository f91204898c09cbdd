"""Offer those who wait to those who are there. May run in any process, at any time, as often as one likes.

The facts are read in a constant number of queries; each offer is then made in a transaction of its own, which looks
again under the conversation's lock. Two processes at once stop at the constraints of `Offer`: the slower finds the
offer made.
"""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, OuterRef
from django.utils import timezone

from hotline.conversations import events
from hotline.conversations.models import Conversation, CounsellorPresence, Step
from hotline.conversations.services.step import note_step
from hotline.conversations.states import Presence, State, StepKind
from hotline.offers.matching import Hand, Waiting, match
from hotline.offers.models import CounsellorSkill, Offer, OfferState, routing
from portal.accounts.models import HOTLINE, Posting, Role, User

T = TypeVar("T")
AT_ONCE = 200
"""More than these at the front of the queue no round looks at: no line has so many free hands."""


def hand_out(now: datetime | None = None) -> int:
    """Make the offers that are due now; how many were made."""
    now = now or timezone.now()
    hands = _hands(now)
    if not hands:
        return 0
    waiting = _waiting(now)
    return sum(_offer(key, user, now) for key, user in match(waiting, hands)) if waiting else 0


def _waiting(now: datetime) -> list[Waiting]:
    asked = Offer.objects.live().filter(conversation=OuterRef("pk"))
    front = list(
        Conversation.objects.waiting()
        .filter(~Exists(asked))
        .values_list("pk", "topic", "language", "province_code", "team_id", "risk")[:AT_ONCE]
    )
    not_to = _refused([row[0] for row in front], now) if front else {}
    return [Waiting(*row, not_to=frozenset(not_to.get(row[0], ()))) for row in front]


def _refused(keys: list[uuid.UUID], now: datetime) -> dict[uuid.UUID, set[int]]:
    """Who was asked about each lately and did not take it, or had it lately and gave it back."""
    since = now - timedelta(minutes=routing().again_min)
    over = Offer.objects.filter(
        conversation__in=keys, state__in=(OfferState.DECLINED, OfferState.EXPIRED), ended_at__gte=since
    ).values_list("conversation", "counsellor")
    back = Step.objects.filter(
        conversation__in=keys, kind=StepKind.RELEASED, at__gte=since, user__isnull=False
    ).values_list("conversation", "user")
    found: dict[uuid.UUID, set[int]] = {}
    for key, user in [*over, *back]:
        found.setdefault(key, set()).add(user)
    return found


def _hands(now: datetime) -> list[Hand]:
    """Who is at the desk and available, with or without a free hand (six queries)."""
    there = dict(
        CounsellorPresence.objects.filter(
            status=Presence.AVAILABLE, seen_at__gte=now - CounsellorPresence.ONLINE, user__is_active=True
        ).values_list("user_id", "capacity")
    )
    if not there:
        return []
    held = dict(
        Conversation.objects.filter(state=State.OPEN, counsellor__in=there)
        .values_list("counsellor")
        .annotate(Count("id"))
    )
    live = Offer.objects.live().filter(counsellor__in=there, asked_by__isnull=True)
    ringing = dict(live.values_list("counsellor", "conversation__risk"))
    lately = Offer.objects.filter(counsellor__in=there, at__gte=now - timedelta(hours=12))
    asked = {user: at.timestamp() for user, at in lately.order_by("at").values_list("counsellor", "at")}
    skills = _sets(CounsellorSkill.objects.filter(user__in=there).values_list("user", "kind", "value"))
    roles = _sets(
        Posting.objects.valid_on(timezone.localdate(now))
        .with_role(*HOTLINE)
        .filter(user__in=there)
        .values_list("user", "role", "team")
    )
    return [
        Hand(
            user=user,
            free=capacity - held.get(user, 0),
            held=held.get(user, 0),
            ringing=user in ringing,
            calm=not ringing.get(user, 0),
            supervisor=Role.COUNSELLOR not in {role for role, _team in roles[user]},
            asked_at=asked.get(user, 0.0),
            teams=frozenset(team for _role, team in roles[user] if team),
            skills=frozenset(skills.get(user, ())),
        )
        for user, capacity in there.items()
        if user in roles
    ]


def _sets(rows: Iterable[tuple[int, str, T]]) -> dict[int, set[tuple[str, T]]]:
    found: dict[int, set[tuple[str, T]]] = {}
    for user, kind, value in rows:
        found.setdefault(user, set()).add((kind, value))
    return found


def _offer(key: uuid.UUID, user: int, now: datetime) -> bool:
    """One offer, if the conversation still waits and nobody else is quicker."""
    try:
        with transaction.atomic():
            conversation = (
                Conversation.objects.select_for_update(skip_locked=True).filter(pk=key, state=State.WAITING).first()
            )
            if conversation is None:
                return False
            if conversation.risk:  # goes before an offer about somebody who is not in danger
                Offer.objects.live().filter(counsellor=user, asked_by__isnull=True, conversation__risk=0).update(
                    state=OfferState.WITHDRAWN, ended_at=now
                )
            until = now + timedelta(seconds=routing().offer_s)
            Offer.objects.create(conversation=conversation, counsellor_id=user, at=now, expires_at=until)
            note_step(conversation, StepKind.OFFERED, User(pk=user))
            events.wake_board(queue_moved=False)
    except IntegrityError:
        return False
    return True
