"""`board`: the boards of the line with 10,000 people waiting, against the same with ten.

The promise: the same number of queries and bounded rows, for the supervisor's board, a counsellor's board and a round
of giving out. The value is the milliseconds of all three.
"""

import time
from collections.abc import Callable
from statistics import median

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.result import Result
from hotline.console.frames import board_frame
from hotline.conversations.models import Conversation
from hotline.conversations.services import presence
from hotline.offers.round import round_now
from hotline.supervision.board import board
from portal.accounts.models import Posting, Role, Team, User

FEW, MANY, ROUNDS = 10, 10_000, 15


def measure() -> Result:
    """Milliseconds at 10,000 and at ten; fails where the queries differ."""
    user = _counsellor()
    parts: dict[str, Callable[[], object]] = {
        "supervisor": board,
        "counsellor": lambda: board_frame(user),
        "round": round_now,
    }
    found = {}
    for number in (FEW, MANY):
        Conversation.objects.all().delete()
        Conversation.objects.bulk_create((Conversation() for _one in range(number)), batch_size=2000)
        round_now()
        found[number] = {name: _look(part) for name, part in parts.items()}
    Conversation.objects.all().delete()
    few, many = found[FEW], found[MANY]
    assert [few[name][0] for name in parts] == [many[name][0] for name in parts], f"queries differ: {few} {many}"
    more = {name: {"queries": many[name][0], "ms": round(many[name][1], 1)} for name in parts}
    return Result("board", _all(many), "ms", _all(few), {"waiting": MANY} | more)


def _all(looks: dict[str, tuple[int, float]]) -> float:
    return sum(took for _queries, took in looks.values())


def _look(part: Callable[[], object]) -> tuple[int, float]:
    """How many queries, and the median of the milliseconds."""
    part()
    with CaptureQueriesContext(connection) as asked:
        part()
    times = []
    for _round in range(ROUNDS):
        begin = time.perf_counter()
        part()
        times.append(1000 * (time.perf_counter() - begin))
    return len(asked), median(times)


def _counsellor() -> User:
    user, created = User.objects.get_or_create(email="bench-counsellor@bench.example")
    if created:
        team = Team.objects.get_or_create(name="Bench")[0]
        Posting.objects.create(user=user, role=Role.COUNSELLOR, team=team)
    presence.seen(user)
    presence.set_capacity(user, 1)
    return user
