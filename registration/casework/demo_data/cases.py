"""One generated case: a registration with its whole story, in memory, not saved.

The stations follow the table of moves. Under the rules in force no term has ended yet, so completed cases are mostly
those decided under the older rules; a few carry the newer ones with earlier dates, so that every state is shown.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID, uuid5

from portal.accounts.models import User
from portal.calendar.deadlines import VIETNAM
from portal.places.models import Ward
from registration.rules.ruleset import RuleSet, ruleset

from .. import clock, codes, lookups, notices
from ..models import CompletionRequest, Decision, Event, NotEligibleProposal, Registration
from ..models.decision import Register
from ..moves import BY_NAME
from ..states import Status
from .people import person

SPACE = UUID("6a0e8f5e-6f0e-4f7e-9a52-0d56b0f6d3aa")
# Scenario -> its way from draft on, and how often it is drawn.
WAYS: dict[str, tuple[str, ...]] = {
    "prepared": ("prepare",),
    "received": ("file",),
    "proposed": ("file", "not-eligible"),
    "completion_requested": ("file", "request-completion"),
    "answered": ("file", "request-completion", "answer"),
    "completed_papers": ("file", "request-completion", "complete"),
    "decided": ("file", "decide"),
    "late_start": ("file", "decide"),
    "postponed": ("file", "decide", "postpone"),
    "in_treatment": ("file", "decide", "start"),
    "last_day": ("file", "decide", "start"),
    "completed": ("file", "decide", "start", "complete-treatment"),
    "aftercare": ("file", "decide", "start", "complete-treatment", "begin-aftercare"),
    "aftercare_end": ("file", "decide", "start", "complete-treatment", "begin-aftercare"),
    "closed": ("file", "decide", "start", "complete-treatment", "begin-aftercare", "close"),
    "not_eligible": ("file", "not-eligible", "confirm-not-eligible"),
    "withdrawn": ("file", "withdraw"),
    "not_started": ("file", "decide", "not-started"),
    "stopped": ("file", "decide", "start", "stop"),
    "moved": ("file", "decide", "start", "move"),
}
WEIGHTS = {"received": 6, "decided": 4, "in_treatment": 24, "aftercare": 6, "prepared": 5, "closed": 4, "completed": 2}
OLD_RULES = frozenset({"in_treatment", "last_day", "completed", "aftercare", "aftercare_end", "closed", "stopped"})
ENDING = OLD_RULES - {"in_treatment", "stopped"}
# How long before now the last station lies, in hours: shortest, longest.
AGE_H = {
    "prepared": (2, 500),
    "received": (0, 30),
    "proposed": (1, 20),
    "completion_requested": (4, 90),
    "answered": (1, 20),
    "completed_papers": (1, 20),
    "decided": (1, 30),
    "late_start": (200, 300),
    "postponed": (10, 300),
    "moved": (1, 20),
    "completed": (2, 40),
}


@dataclass
class Desk:
    """Who acts at a ward in the demo."""

    ward: Ward
    officer: User
    chief: User
    chair: User
    helper: User
    next_door: Ward


@dataclass
class Case:
    """Unsaved rows of one registration."""

    registration: Registration
    events: list[Event] = field(default_factory=list)
    requests: list[CompletionRequest] = field(default_factory=list)
    proposals: list[NotEligibleProposal] = field(default_factory=list)
    papers: list[Decision] = field(default_factory=list)


def scenario_of(number: int) -> tuple[str, str]:
    """The scenario and rule version of case `number`: first every scenario under both versions, then by weight."""
    every = [(name, version) for name in WAYS for version in ("B", "A") if version == "B" or name in OLD_RULES]
    if number < 2 * len(every):
        return every[number // 2]
    random = Random(f"duong-ve-case-{number}")  # noqa: S311  # repeatable, not secret
    name = random.choices(list(WAYS), [WEIGHTS.get(name, 1) for name in WAYS])[0]
    return name, "A" if name in OLD_RULES and random.random() < 0.6 else "B"


def make(number: int, desk: Desk, now: datetime) -> Case:
    """Case `number` at a desk, as it stands at `now`."""
    name, version = scenario_of(number)
    random = Random(f"duong-ve-story-{number}")  # noqa: S311  # repeatable, not secret
    rules = ruleset(version)
    moments = _moments(name, now, rules, random)
    filed_at = next(moments)
    answers = person(number, desk.ward.code, desk.ward.province_id, clock.today(filed_at))
    if name in ENDING:
        answers["earlier_voluntary_count"] = 0  # the shorter term, which has ended by now
    registration = Registration(
        id=uuid5(SPACE, str(number)),
        code=codes.seeded_code(Random(f"duong-ve-code-{number}").getrandbits(45)),  # noqa: S311
        status=Status.DRAFT,
        ward=desk.ward,
        rules_version=version,
        source=Registration.Source.OLD_CASE if version == "A" else Registration.Source.WEB,
        finish_key=f"demo:{number}",
        answers=answers,
        **lookups.indexes_for(answers),
        sex=answers["sex"],
        age_band=lookups.age_band(answers["date_of_birth"], clock.today(filed_at)),
        is_repeat=bool(answers["earlier_voluntary_count"]),
        sms_allowed=notices.allowed_by(answers),
        created_at=filed_at,
    )
    case = Case(registration)
    for index, step in enumerate(WAYS[name]):
        at = filed_at if index == 0 else next(moments)
        if step in _STEPS:
            _STEPS[step](case, desk, rules, at)
        _record(case, desk, step, at)
    if name == "moved":
        registration.ward = desk.next_door
    return case


def _moments(name: str, now: datetime, rules: RuleSet, random: Random) -> Iterator[datetime]:
    """The times of the stations: the last one so long ago as the scenario says, the ones before in legal order."""
    way = WAYS[name]
    term = timedelta(days=rules.term_months(0) * 30.4375)
    year = timedelta(days=365)
    gaps = {
        "complete-treatment": term,
        "start": timedelta(hours=20),
        "close": year,
        "stop": timedelta(days=60),
        "not-started": timedelta(days=6),
    }
    back = sum((gaps.get(step, timedelta(hours=5)) for step in way[1:]), timedelta())
    if name in AGE_H:
        last = now - timedelta(hours=random.uniform(*AGE_H[name]))
    elif name in {"in_treatment", "stopped"}:
        # Under the older rules: decided before they ended, begun at most a term ago.
        longest = 100 if name == "stopped" else 130
        last = now - timedelta(days=random.randint(160, 300) if rules.version == "A" else random.randint(3, longest))
    elif name == "last_day":
        last = _ends_today(now, rules.term_months(0))
    elif name == "aftercare_end":
        last = _ends_today(now, ruleset("B").lengths["aftercare"].number)
    else:
        last = now - timedelta(days=random.randint(2, 100))
    at = last - back
    yield at
    for step in way[1:]:
        at += gaps.get(step, timedelta(hours=5))
        yield at


def _ends_today(now: datetime, months: int) -> datetime:
    """The moment so many months ago whose term ends today; at the end of a month that lacks the day, the day before."""
    local = now.astimezone(VIETNAM)
    return datetime.combine(clock.add_months(local.date(), -months), local.timetz())


def _record(case: Case, desk: Desk, step: str, at: datetime) -> None:
    """State, clock and event of a station, as `turn.Case.save` would write them."""
    move, registration = BY_NAME[step], case.registration
    before = registration.status
    registration.status = move.to or before
    if move.stops:
        clock.stop(registration)
    ends = {"term": registration.ends_on, "aftercare": registration.aftercare_ends_on}.get(move.starts)
    if move.starts:
        due_at = clock.end_of_day(ends) if ends else None
        clock.start(registration, move.starts, at, due_at=due_at)
    if step in {"request-completion", "answer"}:
        asked = case.requests[-1]
        kind, until = ("answered", None) if asked.answered_at else ("completion", asked.due_at)
        clock.watch(registration, kind, at, until)
    registration.changed_at = at
    registration.event_count += 1
    by_desk = desk.chief if move.step_up else desk.officer
    actor = None if not move.by else desk.chair if step in {"begin-aftercare", "close"} else by_desk
    case.events.append(
        Event(
            registration=registration,
            seq=registration.event_count,
            kind=step,
            from_status=before,
            to_status=registration.status,
            at=at,
            actor=actor,
            ward=desk.ward,
            detail=_DETAILS.get(step, lambda _case: {})(case),
        )
    )


def _sign(case: Case, desk: Desk, at: datetime, **paper: Any) -> None:
    """A numbered paper; its number is given when the batch is written."""
    year, place = clock.today(at).year, case.registration.place
    case.papers.append(
        Decision(registration=case.registration, ward=desk.ward, year=year, signed_at=at, place=place, **paper)
    )


def _file(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.registration.received_at = at


def _request(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.requests.append(
        CompletionRequest(
            registration=case.registration,
            missing=["residence"],
            message="Mời bạn mang theo giấy tờ về nơi cư trú, trong giờ hành chính.",
            requested_at=at,
            due_at=rules.due("completion", at),
            requested_by=desk.officer,
        )
    )


def _answer(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.requests[-1].answer, case.requests[-1].answered_at = "Tôi đã xin được giấy xác nhận, xin gửi lại.", at


def _complete(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.requests[-1].closed_at = at


def _propose(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.proposals.append(
        NotEligibleProposal(
            registration=case.registration,
            reason="other_ward",
            next_step="Đăng ký tại Công an xã, phường nơi đang cư trú. Mã hồ sơ này có thể mang theo.",
            proposed_at=at,
            proposed_by=desk.officer,
        )
    )


def _confirm(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.proposals[-1].confirmed_at, case.proposals[-1].confirmed_by = at, desk.chief
    case.registration.finished_at = at


def _decide(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    registration, starts_on = case.registration, clock.today(at) + timedelta(days=1)
    months = rules.term_months(registration.answers["earlier_voluntary_count"])
    registration.decided_at = at
    registration.place = registration.answers["intended_place"]
    registration.ends_on = clock.add_months(starts_on, months)
    _sign(
        case, desk, at, register=Register.DECISION, form=rules.forms["decision"], signed_by=desk.chief,
        starts_on=starts_on, ends_on=registration.ends_on, term_months=months,
    )  # fmt: skip


def _postpone(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    until = clock.today(at) + timedelta(days=45)
    case.registration.postponed_until = until
    clock.start(case.registration, "begin", at, due_at=clock.end_of_day(until))


def _start(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    registration = case.registration
    registration.started_on = clock.today(at)
    months = case.papers[0].term_months or 0
    registration.ends_on = clock.add_months(registration.started_on, months)


def _finish(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.registration.finished_at = at


def _certify(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    case.registration.completed_at = at
    form = rules.forms["completion_certificate"]
    _sign(case, desk, at, register=Register.CERTIFICATE, form=form, signed_by=desk.chief)


def _aftercare(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    registration, today = case.registration, clock.today(at)
    newer = ruleset("B")
    registration.helper = desk.helper
    registration.aftercare_ends_on = newer.aftercare_ends(today)
    _sign(
        case, desk, at, register=Register.AFTERCARE, form=newer.forms["aftercare_decision"], signed_by=desk.chair,
        starts_on=today, ends_on=registration.aftercare_ends_on, detail={"organisation": "Hội Liên hiệp Phụ nữ"},
    )  # fmt: skip


def _move(case: Case, desk: Desk, rules: RuleSet, at: datetime) -> None:
    registration = case.registration
    registration.status_before_move, registration.from_ward = registration.status, desk.ward
    form = rules.forms["transfer_letter"]
    _sign(case, desk, at, register=Register.TRANSFER, form=form, signed_by=desk.officer)


_STEPS = {
    "file": _file,
    "request-completion": _request,
    "answer": _answer,
    "complete": _complete,
    "not-eligible": _propose,
    "confirm-not-eligible": _confirm,
    "decide": _decide,
    "postpone": _postpone,
    "start": _start,
    "complete-treatment": _certify,
    "begin-aftercare": _aftercare,
    "move": _move,
    "close": _finish,
    "withdraw": _finish,
    "not-started": _finish,
    "stop": _finish,
}


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


_DETAILS = {
    "request-completion": lambda case: {"missing": case.requests[-1].missing, "message": case.requests[-1].message},
    "answer": lambda case: {"text": case.requests[-1].answer, "files": 0},
    "confirm-not-eligible": lambda case: {
        "reason": case.proposals[-1].reason,
        "next_step": case.proposals[-1].next_step,
    },
    "decide": lambda case: {
        "place": case.registration.place,
        "starts_on": _iso(case.papers[-1].starts_on),
        "ends_on": _iso(case.papers[-1].ends_on),
        "months": case.papers[-1].term_months,
        "number": "",
    },
    "postpone": lambda case: {"reason": "illness", "until": _iso(case.registration.postponed_until)},
    "start": lambda case: {
        "started_on": _iso(case.registration.started_on),
        "ends_on": _iso(case.registration.ends_on),
    },
    "stop": lambda case: {"reason": "own_wish"},
    "complete-treatment": lambda case: {"number": ""},
    "begin-aftercare": lambda case: {
        "helper": case.registration.helper.full_name if case.registration.helper else "",
        "organisation": "Hội Liên hiệp Phụ nữ",
        "ends_on": _iso(case.registration.aftercare_ends_on),
        "number": "",
    },
    "move": lambda case: {"ward": str(case.registration.ward), "reason": "Chuyển nơi cư trú", "number": ""},
}
