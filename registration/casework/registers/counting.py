"""What the register of registrations asks for (Decree 163/2026, form "register"): by place, in progress, completed."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from portal.places.models import Ward
from registration.rules.ruleset import ruleset_for

from ..models import Registration
from ..states import OPEN
from .entries import CHUNK, receipts
from .year import Year


@dataclass(frozen=True)
class Line:
    """One place of treatment: how many registered, of them in progress, of them completed."""

    key: str
    registered: int
    in_progress: int
    completed: int


def counts(ward: Ward, year: Year) -> list[Line]:
    """A line for every place that the rules in force know, and a last one, key "total"."""
    registered: Counter[str] = Counter()
    running: Counter[str] = Counter()
    completed: Counter[str] = Counter()
    keys = receipts(ward, year).values("registration")
    for registration in _with_place(Registration.objects.filter(pk__in=keys)):
        place, status, done = registration
        registered[place] += 1
        completed[place] += bool(done)
        running[place] += status in OPEN and not done
    places = [*ruleset_for(year.last).places, *(key for key in registered if key not in ruleset_for(year.last).places)]
    lines = [Line(key, registered[key], running[key], completed[key]) for key in places]
    return [*lines, Line("total", registered.total(), running.total(), completed.total())]


def _with_place(found: QuerySet[Registration]) -> Iterator[tuple[str, str, bool]]:
    """(place, state, completed?) of each; only who is not decided yet is asked for the place they wished."""
    for place, status, done in found.exclude(place="").values_list("place", "status", "completed_at"):
        yield place, status, done is not None
    for one in found.filter(place="").only("answers", "status", "completed_at").iterator(chunk_size=CHUNK):
        yield str(one.answers.get("intended_place") or ""), one.status, one.completed_at is not None
