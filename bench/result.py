"""What a measurement says, and the fair way to compare two ways of working."""

import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from statistics import median
from typing import Any


@dataclass(frozen=True)
class Result:
    """One line of output. `ratio` is value / baseline; whether more is better depends on the unit."""

    name: str
    value: float
    unit: str
    baseline: float
    more: dict[str, Any] = field(default_factory=dict)

    def line(self) -> str:
        """The JSON line."""
        return json.dumps(
            {
                "name": self.name,
                "value": round(self.value, 2),
                "unit": self.unit,
                "baseline": round(self.baseline, 2),
                "ratio": round(self.value / self.baseline, 3),
                **self.more,
            }
        )


def per_second(*works: Callable[[int], object], rounds: int, count: int) -> list[float]:
    """Calls a second of each, the median of `rounds` rounds of `count` calls, turn and turn about."""
    found: list[list[float]] = [[] for _each in works]
    for one in range(-1, rounds):  # the first round warms up and does not count
        for which, work in enumerate(works):
            begin = time.perf_counter()
            for number in range(count):
                work(one * count + number)
            if one >= 0:
                found[which].append(count / (time.perf_counter() - begin))
    return [median(rates) for rates in found]


def percentile(values: list[float], percent: float) -> float:
    """The value below which `percent` of `values` lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]
