"""Quality: conversations drawn by lot, read by a supervisor, scored by the rubric. Only figures are kept.

The lot falls among ended conversations of the last days in which a counsellor wrote, that are neither erased nor drawn
before. Opening one is in the audit log like any other opening; a score says nothing about the person who wrote.
"""

import tomllib
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Avg, Count, Exists, OuterRef
from django.utils import timezone

from hotline.conversations.errors import BadFrame, Closed, NotFound
from hotline.conversations.models import Conversation, Message
from hotline.conversations.states import Author, State
from hotline.supervision.models import Review, Score
from portal.accounts.models import Role
from portal.audit.log import record

_FILE = Path(__file__).parent / "data" / "rubric.toml"
MOST = 20
WITHIN = timedelta(days=14)
BEST = 2


@dataclass(frozen=True)
class Criterion:
    """One line of the rubric; texts by language."""

    key: str
    title: dict[str, str]
    means: dict[str, str]

    def title_in(self, language: str) -> str:
        """The title, else in Vietnamese."""
        return self.title.get(language) or self.title["vi"]

    def means_in(self, language: str) -> str:
        """What full points mean, else in Vietnamese."""
        return self.means.get(language) or self.means["vi"]


@cache
def rubric() -> tuple[Criterion, ...]:
    """All criteria in order."""
    return tuple(Criterion(**entry) for entry in tomllib.loads(_FILE.read_text(encoding="utf-8"))["criterion"])


def draw(supervisor: Any, number: object) -> list[Review]:
    """Up to `number` (1 to 20) conversations by lot. Raises BadFrame, NotFound (not a supervisor)."""
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= MOST:
        raise BadFrame
    if not supervisor.has_role(Role.SUPERVISOR):
        raise NotFound
    wrote = Message.objects.filter(conversation=OuterRef("pk"), author=Author.COUNSELLOR)
    drawn = Review.objects.filter(conversation=OuterRef("pk"))
    lot = Conversation.objects.filter(
        Exists(wrote),
        ~Exists(drawn),
        state=State.CLOSED,
        erased_at__isnull=True,
        created_at__gte=timezone.now() - WITHIN,
        counsellor__isnull=False,
    ).exclude(counsellor=supervisor)
    with transaction.atomic():
        found = [
            Review(conversation=one, counsellor=one.counsellor, drawn_by=supervisor)
            for one in lot.select_related("counsellor").order_by("?")[:number]
        ]
        made = Review.objects.bulk_create(found, ignore_conflicts=True)
        record(supervisor, "quality.draw", "review", "", detail={"number": len(made)})
    return list(Review.objects.filter(conversation__in=[one.conversation_id for one in made]))


def score(review_id: int, supervisor: Any, points: dict[str, int]) -> Review:
    """Keep one figure (0 to 2) for every criterion. Raises BadFrame (one missing), NotFound, Closed (done before)."""
    keys = {one.key for one in rubric()}
    if set(points) != keys or not all(value in range(BEST + 1) for value in points.values()):
        raise BadFrame
    with transaction.atomic():
        review = Review.objects.select_for_update().filter(pk=review_id, conversation__erased_at__isnull=True).first()
        if review is None or not supervisor.has_role(Role.SUPERVISOR):
            raise NotFound
        if review.done_at is not None:
            raise Closed
        Score.objects.bulk_create([Score(review=review, criterion=key, points=points[key]) for key in sorted(keys)])
        review.done_by, review.done_at = supervisor, timezone.now()
        review.save(update_fields=["done_by", "done_at"])
        record(supervisor, "quality.score", "conversation", str(review.conversation_id))
    return review


@dataclass(frozen=True)
class Mean:
    """A criterion over all reviews of the last ninety days: percent of the full points, and of how many."""

    criterion: Criterion
    percent: int
    number: int


def means() -> list[Mean]:
    """What the reviews of the last ninety days say, by criterion (one query): of the line, never of one person."""
    since = timezone.now() - timedelta(days=90)
    found = {
        row["criterion"]: row
        for row in Score.objects.filter(review__done_at__gte=since)
        .values("criterion")
        .annotate(mean=Avg("points"), number=Count("id"))
    }
    return [
        Mean(one, round(100 * found[one.key]["mean"] / BEST), found[one.key]["number"])
        for one in rubric()
        if one.key in found
    ]


def forget_drawn(conversation: Conversation) -> None:
    """A conversation that is erased can no longer be reviewed; what was scored stays as a figure."""
    Review.objects.filter(conversation=conversation, done_at__isnull=True).delete()
