"""Hide small counts so that no sum, difference or bound gives them back.

A public table is a circulation: every count is an edge between two sums, and at every node what flows in flows out.
For received registrations: the statuses of a province p and the wards of p both sum to the total of p; the statuses of
all provinces sum to the status's total; those, and all wards, sum to the total of totals.

    wards of p:  ALL → W(p)      total of p:      W(p) → P(p)      status s in p:  P(p) → S(s)
    status s:    S(s) → STATES   total of totals: STATES → ALL

Nought tells of nobody and is no secret; hidden is first what lies between nought and the threshold. A reader of the
rest can only say: the hidden counts are whole, at least one, and keep the sums. A hidden count is safe when such a
reader must allow it at least `threshold` different values: then the reader can neither name it nor tell that it lies
below the threshold. It may grow by as much as flows back from its end to its start over the other hidden edges, and
shrink by as much as flows beside it; edges take any amount forwards and give back all but one. Where that is too
little, the shown counts on the cheapest way around are hidden too (the fewest people in all). Hiding more only leaves
the reader more to allow, so what was safe stays safe, and every step hides something more: the search ends.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field
from heapq import heappop, heappush

Node = Hashable
Name = Hashable
LEAST = 1
"""What a reader knows of every hidden count."""
ANY = 1 << 40


class CannotProtect(Exception):
    """With everything hidden the reader would still know too much: such a table is not published at all."""


@dataclass
class Cell:
    """One count: `value` flows from `start` to `end`."""

    name: Name
    value: int
    start: Node
    end: Node
    hidden: bool = field(default=False)


def suppress(cells: Iterable[Cell], threshold: int) -> dict[Name, int | None]:
    """The counts by name, None where hidden. `cells` form a circulation (see above); none is negative.

    Edges of a known value may be left out: their ends are then nodes whose sums stand still. Raises CannotProtect, only
    where such edges leave too little.
    """
    every = list(cells)
    freedom = _Freedom()
    waiting = deque(cell for cell in every if LEAST <= cell.value < threshold)
    for cell in waiting:
        freedom.hide(cell)
    while waiting:
        cell = waiting.popleft()
        while not freedom.allows(cell, threshold):
            beside = freedom.beside(cell, every)
            for neighbour in beside:
                freedom.hide(neighbour)
            waiting.extend(beside)
    return {cell.name: None if cell.hidden else cell.value for cell in every}


class _Freedom:
    """How much can flow among the hidden counts. `room[a][b]`: from a to b; parallel edges are one."""

    def __init__(self) -> None:
        self.room: dict[Node, dict[Node, int]] = defaultdict(lambda: defaultdict(int))
        self.forward: dict[tuple[Node, Node], int] = defaultdict(int)
        self.known: set[tuple[Node, Node, int]] = set()

    def hide(self, cell: Cell) -> None:
        cell.hidden = True
        self.forward[cell.start, cell.end] += 1
        self.room[cell.start][cell.end] = ANY
        self.room[cell.end][cell.start] += cell.value - LEAST

    def allows(self, cell: Cell, values: int) -> bool:
        """Whether a reader must allow `cell` so many different values."""
        key = (cell.start, cell.end, cell.value)  # parallel edges of one value are alike
        if key not in self.known and self._spread(cell, values - 1) >= values - 1:
            self.known.add(key)
        return key in self.known

    def _spread(self, cell: Cell, enough: int) -> int:
        """By how many the cell can grow and shrink in all, counted up to `enough`."""
        grows = _flow(self._without(cell), cell.end, cell.start, enough)
        if grows >= enough:
            return grows
        return grows + _flow(self._without(cell), cell.start, cell.end, min(enough - grows, cell.value - LEAST))

    def beside(self, cell: Cell, cells: list[Cell]) -> list[Cell]:
        """The shown counts to hide so that `cell` may grow, else shrink, some more. Raises CannotProtect."""
        for start, goal in ((cell.end, cell.start), (cell.start, cell.end)):
            room = self._without(cell)
            _flow(room, start, goal, ANY)
            if found := _cheapest(room, [one for one in cells if not one.hidden and one.value >= LEAST], start, goal):
                return found
        raise CannotProtect

    def _without(self, cell: Cell) -> dict[Node, dict[Node, int]]:
        """A copy of the room, without the cell's own edge."""
        room = {node: dict(ways) for node, ways in self.room.items()}
        if self.forward[cell.start, cell.end] == 1:
            room[cell.start][cell.end] = 0
        room[cell.end][cell.start] -= cell.value - LEAST
        return room


def _flow(room: dict[Node, dict[Node, int]], start: Node, goal: Node, enough: int) -> int:
    """The units, up to `enough`, that flow from `start` to `goal` in the room there is; uses the room up."""
    flowing = 0
    while flowing < enough and (way := _way(room, start, goal)):
        units = min(enough - flowing, *(room[a][b] for a, b in way))
        for a, b in way:
            room[a][b] -= units
            room[b][a] = room[b].get(a, 0) + units
        flowing += units
    return flowing


def _way(room: dict[Node, dict[Node, int]], start: Node, goal: Node) -> list[tuple[Node, Node]]:
    """The shortest way with room on it, edge by edge; empty where there is none."""
    came_from: dict[Node, Node] = {start: start}
    waiting = deque([start])
    while waiting and goal not in came_from:
        node = waiting.popleft()
        for following, units in room.get(node, {}).items():
            if units > 0 and following not in came_from:
                came_from[following] = node
                waiting.append(following)
    if goal not in came_from:
        return []
    way, node = [], goal
    while node != start:
        way.append((came_from[node], node))
        node = came_from[node]
    return way


def _cheapest(room: dict[Node, dict[Node, int]], shown: list[Cell], start: Node, goal: Node) -> list[Cell]:
    """The shown counts on the cheapest way from `start` to `goal`: hidden edges are free, others cost their value."""
    ways: dict[Node, dict[Node, tuple[int, Cell | None]]] = defaultdict(dict)
    for cell in sorted(shown, key=lambda one: (-one.value, str(one.name))):  # the smallest of parallel ones stays
        ways[cell.start][cell.end] = (cell.value, cell)
        if cell.value > LEAST:
            ways[cell.end][cell.start] = (cell.value, cell)
    for node, rooms in room.items():
        for following, units in rooms.items():
            if units > 0:
                ways[node][following] = (0, None)
    best: dict[Node, int] = {start: 0}
    came: dict[Node, tuple[Node, Cell | None]] = {}
    queue: list[tuple[int, str, Node]] = [(0, str(start), start)]
    while queue:
        cost, _name, node = heappop(queue)
        for following, (more, on_way) in ways[node].items() if cost == best[node] else ():
            if cost + more < best.get(following, ANY):
                best[following], came[following] = cost + more, (node, on_way)
                heappush(queue, (cost + more, str(following), following))
    found, node = [], goal
    while node != start and node in came:
        node, step = came[node]
        if step is not None:
            found.append(step)
    return found if node == start else []
