"""Hide small counts so that no sum, difference or bound gives them back.

The public tables are one circulation: every count is an edge between two sums, and at every node what flows in flows
out. For each province p: the statuses of p and the wards of p both sum to the total of p; the statuses of all
provinces sum to the status's total; those, and all wards, sum to the total of totals.

    wards of p:  ALL → W(p)      total of p:      W(p) → P(p)      status s in p:  P(p) → S(s)
    status s:    S(s) → STATES   total of totals: STATES → ALL

Nought tells of nobody and is no secret; hidden is first what lies between nought and the threshold. A reader of the
rest can only say: the hidden counts are whole, at least one, and keep the sums. A hidden count is safe when such a
reader must allow it another value, that is when one unit more can flow around a circle through its edge, or one less;
a circle runs forward over any hidden edge and backward over those that have something to give. Where none does, a
shown neighbour is hidden too, the smallest first. The search ends: with everything hidden every edge lies on a circle.
"""

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

Node = Hashable
Name = Hashable
LEAST = 1
"""What a reader knows of every hidden count."""


@dataclass
class Cell:
    """One count: `value` flows from `start` to `end`."""

    name: Name
    value: int
    start: Node
    end: Node
    hidden: bool = field(default=False)


def suppress(cells: Iterable[Cell], threshold: int) -> dict[Name, int | None]:
    """The counts by name, None where hidden. `cells` form a circulation (see above); none is negative."""
    every = list(cells)
    for cell in every:
        cell.hidden = LEAST <= cell.value < threshold
    while (exposed := _exposed(every)) is not None:
        _cover(exposed, every)
    return {cell.name: None if cell.hidden else cell.value for cell in every}


def _exposed(cells: list[Cell]) -> Cell | None:
    """A hidden cell whose value follows from what is shown, or None."""
    hidden = [cell for cell in cells if cell.hidden]
    ways = _Ways(hidden)
    return next((cell for cell in hidden if not ways.may_differ(cell)), None)


def _cover(exposed: Cell, cells: list[Cell]) -> None:
    """Hide one more count: the smallest shown next to the exposed one, else the smallest anywhere."""
    shown = [cell for cell in cells if not cell.hidden and cell.value >= LEAST]
    ends = {exposed.start, exposed.end}
    near = [cell for cell in shown if cell.start in ends or cell.end in ends]
    min(near or shown, key=lambda cell: (cell.value, str(cell.name))).hidden = True


class _Ways:
    """Where one more unit can flow among the hidden cells: parallel cells are counted together."""

    def __init__(self, hidden: list[Cell]) -> None:
        self.steps: dict[Node, dict[Node, int]] = {}
        for cell in hidden:
            self._count(cell.start, cell.end)
            if cell.value > LEAST:
                self._count(cell.end, cell.start)
        self.known: dict[tuple[Node, Node], bool] = {}

    def _count(self, start: Node, end: Node) -> None:
        ways = self.steps.setdefault(start, {})
        ways[end] = ways.get(end, 0) + 1

    def may_differ(self, cell: Cell) -> bool:
        """Whether the cell could hold one more, or one less."""
        # One more: back from its end to its start, and not over its own reverse.
        if self._leads(cell.end, cell.start, minus_one=cell.value > LEAST):
            return True
        return cell.value > LEAST and self._leads(cell.start, cell.end, minus_one=True)

    def _leads(self, start: Node, goal: Node, *, minus_one: bool) -> bool:
        """Whether units can flow from `start` to `goal`; `minus_one` leaves out one direct way (the cell's own)."""
        direct = self.steps.get(start, {}).get(goal, 0) - minus_one
        return direct > 0 or self._around(start, goal)

    def _around(self, start: Node, goal: Node) -> bool:
        """Whether `goal` is reached from `start` without the direct step."""
        if (start, goal) not in self.known:
            seen = {start}
            waiting = [node for node in self.steps.get(start, {}) if node != goal]
            while waiting and goal not in seen:
                node = waiting.pop()
                if node not in seen:
                    seen.add(node)
                    waiting.extend(self.steps.get(node, {}))
            self.known[start, goal] = goal in seen
        return self.known[start, goal]
