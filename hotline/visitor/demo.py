"""Demo answers to the two questions after a conversation, over the last thirty days; the same each time."""

import random
from datetime import timedelta
from typing import Any

from django.utils import timezone

from hotline.conversations.states import Channel, Topic
from hotline.visitor.models import Satisfaction

ORDER = 70
DAYS = 30
_SCORES, _WEIGHTS = (1, 2, 3, 4, 5), (2, 4, 12, 38, 44)


def load(size: float, out: Any) -> None:
    """About four answers a day at size 1; nothing where there are any."""
    if Satisfaction.objects.exists():
        return
    chance = random.Random(115)  # noqa: S311 - invented figures
    today = timezone.localdate()
    answers = [
        Satisfaction(
            score=(score := chance.choices(_SCORES, _WEIGHTS)[0]),
            felt_heard=score >= 3 if chance.random() < 0.9 else None,
            channel=Channel.WEB,
            topic=chance.choice((Topic.SELF, Topic.FAMILY, Topic.FAMILY, Topic.LAW, Topic.FACILITY)),
            day=today - timedelta(days=number % DAYS),
        )
        for number in range(max(1, int(120 * size)))
    ]
    Satisfaction.objects.bulk_create(answers, batch_size=1000)
    out.write(f"satisfaction: {len(answers)} answers")
