"""How many counsellors an hour needs: Erlang C (everybody waits) and Erlang A (some leave before an answer).

Written from the published formulas, without copying a library:
- Erlang B by its recursion and Erlang C from it: A. K. Erlang, "Solution of some problems in the theory of
  probabilities of significance in automatic telephone exchanges" (1917); as in any textbook of teletraffic.
- Erlang A (M/M/n+M), the exact state probabilities of the birth-and-death process: C. Palm (1937/1957); O. Garnett,
  A. Mandelbaum, M. Reiman, "Designing a call center with impatient customers", M&SOM 4(3), 2002.
- The chance to be answered within a time behind k others: the time until one's turn is a sum of exponential times with
  rates n·mu + j·theta (j = 0 … k), and exp(-theta·time) then follows a Beta distribution with an integer parameter,
  whose distribution function is a finite sum.

All times in seconds. Checked against published tables in the tests.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass

MOST = 500
"""More counsellors than this no answer names."""
_TINY = 1e-12


@dataclass(frozen=True)
class Staffed:
    """What one hour looks like with so many counsellors (or hands)."""

    agents: int
    waits: float
    """Chance to wait at all."""
    level: float
    """Chance to be answered within the target."""
    mean_wait_s: float
    abandons: float
    """Share that leaves before an answer (0 by Erlang C)."""
    busy: float
    """Share of the time in which a counsellor talks."""


def erlang_b(agents: int, load: float) -> float:
    """Chance that all `agents` are busy where nobody waits; `load` in erlangs (arrivals x talking time)."""
    blocked = 1.0
    for number in range(1, agents + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked


def erlang_c(agents: int, load: float) -> float:
    """Chance to have to wait; 1 where the load is more than the counsellors can carry."""
    if load <= 0:
        return 0.0
    if agents <= load:
        return 1.0
    blocked = erlang_b(agents, load)
    return agents * blocked / (agents - load * (1 - blocked))


def by_erlang_c(agents: int, per_hour: float, talk_s: float, within_s: float) -> Staffed:
    """Everybody waits until answered. An overload never settles: level 0, endless wait."""
    load = per_hour * talk_s / 3600
    if load <= 0:
        return Staffed(agents, 0.0, 1.0, 0.0, 0.0, 0.0)
    if agents <= load:
        return Staffed(agents, 1.0, 0.0, math.inf, 0.0, 1.0)
    waits = erlang_c(agents, load)
    level = 1 - waits * math.exp(-(agents - load) * within_s / talk_s)
    return Staffed(agents, waits, level, waits * talk_s / (agents - load), 0.0, load / agents)


def by_erlang_a(agents: int, per_hour: float, talk_s: float, patience_s: float, within_s: float) -> Staffed:
    """Those who wait leave after `patience_s` on average; works under any load."""
    if per_hour <= 0:
        return Staffed(agents, 0.0, 1.0, 0.0, 0.0, 0.0)
    arrive, leave, theta = per_hour / 3600, 1 / talk_s, 1 / patience_s
    busy_rate = agents * leave
    queue = _queue_weights(arrive, busy_rate, theta)
    below = _below_weights(agents, arrive * talk_s)
    total = sum(queue) + below
    waits = sum(queue) / total
    length = sum(number * weight for number, weight in enumerate(queue)) / total
    abandons = theta * length / arrive
    level = below / total
    shape = busy_rate / theta
    for behind, answered in enumerate(_answered_within(shape, math.exp(-theta * within_s), len(queue))):
        level += queue[behind] / total * answered
    return Staffed(
        agents, waits, min(1.0, level), length / arrive, abandons, min(1.0, arrive * (1 - abandons) / busy_rate)
    )


def _queue_weights(arrive: float, busy_rate: float, theta: float) -> list[float]:
    """Weights of "all busy and k wait", k = 0, 1, …, relative to k = 0."""
    weights = [1.0]
    while weights[-1] > _TINY * max(weights) and len(weights) < 200_000:
        weights.append(weights[-1] * arrive / (busy_rate + len(weights) * theta))
    return weights


def _below_weights(agents: int, load: float) -> float:
    """The weight of "somebody is free", relative to "all busy and nobody waits"."""
    total, weight = 0.0, 1.0
    for number in range(agents, 0, -1):
        weight *= number / load
        total += weight
    return total


def _answered_within(shape: float, edge: float, number: int) -> list[float]:
    """For k = 0 … number-1 others in front: the chance to be answered in time and before one's own patience ends.

    With Y = exp(-theta·S) ~ Beta(shape, k+1): E[Y; Y >= edge] = shape/(shape+k+1) · (1 - I_edge(shape+1, k+1)), and
    I_x(a, k+1) = x^a · sum over j <= k of (a)_j/j! (1-x)^j."""
    answered = []
    log_edge, rest = math.log(edge) if edge > 0 else -math.inf, 1 - edge
    log_term = (shape + 1) * log_edge
    inside = 0.0
    log_rest = math.log(rest) if rest > 0 else -math.inf
    for behind in range(number):
        if behind:
            log_term += math.log((shape + behind) / behind) + log_rest
        inside += math.exp(log_term) if log_term > -745 else 0.0
        answered.append(shape / (shape + behind + 1) * max(0.0, 1 - inside))
    return answered


def fewest(level: float, staffed: Callable[[int], Staffed]) -> Staffed:
    """The fewest counsellors with which `staffed(n).level` reaches `level` (0 to 1)."""
    low, high = 1, 1
    while high < MOST and staffed(high).level < level:
        low, high = high + 1, min(MOST, high * 2)
    while low < high:
        middle = (low + high) // 2
        if staffed(middle).level >= level:
            high = middle
        else:
            low = middle + 1
    return staffed(high)
