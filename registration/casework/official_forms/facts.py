"""What stands on one form of one registration, as plain text: what a signed paper keeps sealed (`sealing.py`).

Rows that the portal never asks (family, criminal record, sanctions, earlier decisions) have no fact: the form leaves
them for the pen.
"""

from datetime import datetime
from typing import Any

from django.utils import timezone

from portal.places.models import Ward
from registration.rules.ruleset import RuleSet
from registration.rules.wording import amount_words

from .. import lists
from ..models import Decision, Registration
from . import additions, bodies
from .case import Case
from .editions import CURRENT, OWN_LAYOUT, text, value, words
from .own_papers import is_minor, own_papers
from .people import people, written
from .signed import signed


def facts_of(registration: Registration, key: str, paper: Decision | None = None) -> dict[str, Any]:
    """The facts of form `key`; `paper` is the signed one where it is not the latest. Raises NoSuchForm."""
    case = Case(registration)
    paper = paper or case.paper(key)
    rules = case.rules(key)
    form, answers = rules.official_forms[key], registration.answers
    ward = case.ward(paper.ward_id if paper else registration.ward_id)
    if ward is None:
        raise LookupError("a registration lies at a ward")
    issuer = bodies.issuer(form, rules, ward)
    symbol = "" if key in OWN_LAYOUT else text(CURRENT, key).get("symbol", "")
    extra = additions.of(registration)
    found: dict[str, Any] = {
        "key": key,
        "form": {"label": form.label("vi"), "title": form.vi.upper(), "source": rules.cite(form.article, "vi")},
        "code": registration.display_code,
        "issuer": issuer,
        "number": bodies.number(symbol, _number(paper), issuer["desk"], ward) if symbol else "",
        "place_and_date": _place_and_date(ward, paper.signed_at if paper else None),
        "documents": [one.vi for one in rules.documents.values() if one.number in rules.source],
        "stages": extra.get("stages") or [[f"{stage.number}. {stage.vi}", "", "", ""] for stage in rules.stages],
        "members": [[str(n), str(said), ""] for n, said in enumerate(_detail(paper).get("members") or [], start=1)],
        **people(answers),
    }
    found["words"] = {
        **_said(case, rules, ward),
        **signed(case, rules, ward, form, paper),
        **_continued(case, paper),
        **{name: str(said) for name, said in extra.items() if name != "stages"},
        "issuer": issuer["plain"],
        "code": registration.display_code,
        "person": str(answers.get("full_name") or ""),
        "permanent": found["person"]["permanent"],
        "phone": found["person"]["phone"],
        "residence": found["person"]["residence"],
    }
    home = (registration.place or answers.get("intended_place")) == "home_community"
    flags = {"minor": is_minor(answers), "home": home, "members": bool(found["members"])}
    found["flags"] = [name for name, on in flags.items() if on]
    if key in {"application", "personal_history"}:
        found |= own_papers(answers, rules)
        found["to"] = found["words"]["deciding_officer"]
    return found


def _detail(paper: Decision | None) -> dict[str, Any]:
    return dict(paper.detail or {}) if paper else {}


def _continued(case: Case, paper: Decision | None) -> dict[str, str]:
    """After a move: which decision of which ward this one goes on from; and the organisation that this paper names."""
    detail = _detail(paper)
    ward = case.ward(detail.get("from_ward"))
    said = {
        "continues": str(detail.get("continues") or ""),
        "continued_ward": bodies.full(ward),
        "organisation": str(detail.get("organisation") or ""),
    }
    return {name: words for name, words in said.items() if words}


def _number(paper: Decision | None) -> str:
    return paper.display_number if paper else ""


def _place_and_date(ward: Ward, signed: datetime | None) -> str:
    """Hoàn Kiếm, ngày 05 tháng 01 năm 2027: days below 10 and months below 3 carry a nought, as office papers do."""
    common = words()["common"]
    if signed is None:
        return str(common["place_and_blank_date"].format(place=ward.name))
    day = timezone.localtime(signed)
    month = f"{day.month:02d}" if day.month < 3 else str(day.month)
    return str(common["place_and_date"].format(place=ward.name, day=f"{day:%d}", month=month, year=day.year))


def _said(case: Case, rules: RuleSet, ward: Ward) -> dict[str, str]:
    """What the answers and the story say."""
    registration, answers = case.registration, case.registration.answers
    received = timezone.localtime(registration.received_at) if registration.received_at else None
    place = rules.places.get(registration.place or answers.get("intended_place", ""))
    postponed, moved, helped = (
        case.detail("postpone"),
        case.detail("move"),
        case.detail("name-helper", "begin-aftercare"),
    )
    transfer = case.paper("transfer_letter")
    here = registration.ward_id if registration.from_ward_id else None
    to_ward = case.ward((transfer.detail.get("to") if transfer else None) or here)
    return {
        "handed_day": _handed_day(case),
        "received": f"{received:%H:%M} ngày {received:%d/%m/%Y}" if received else "",
        "place": place.vi if place else "",
        "place_within": place.vi[:1].lower() + place.vi[1:] if place else "",
        "facility": str(answers.get("preferred_facility") or "") if not _is_home(registration) else "",
        "representative": str(answers.get("writer_name") or "") if is_minor(answers) else "",
        "representative_opinion": str(answers.get("representative_opinion") or ""),
        "started_on": written(registration.started_on),
        "ends_on": written(registration.ends_on),
        "until_day": written(timezone.localtime(registration.completed_at)) if registration.completed_at else "",
        "postpone_reason": _reason("postponed", str(postponed.get("reason") or "")),
        "postponed_until": written(registration.postponed_until or postponed.get("until")),
        "move_reason": str(moved.get("reason") or ""),
        "to_ward": bodies.full(to_ward),
        "to_body": bodies.at_ward(rules.receiving_body.vi, to_ward) if to_ward else "",
        "from_ward": bodies.full(case.ward(registration.from_ward_id)),
        "status": value("status", registration.status_before_move or registration.status),
        "helper": str(registration.helper.full_name if registration.helper else ""),
        "organisation": str(helped.get("organisation") or ""),
        "ward": ward.official_name,
        "police": bodies.named("commune_police", rules, ward),
        "police_chief": bodies.named("police_chief", rules, ward),
        "committee": bodies.named("commune_committee", rules, ward),
        "committee_chair": bodies.named("committee_chair", rules, ward),
        "deciding_officer": bodies.at_ward(rules.deciding_officer.vi, ward),
        **{name: _within(rules, key) for name, key in _CLOCKS.items()},
    }


def _handed_day(case: Case) -> str:
    """The day on which the decision was handed over, or dots for the pen."""
    paper, common = case.paper("decision"), words()["common"]
    day = paper.handed_over_on if paper else None
    if day is None:
        return str(common["no_day"])
    return str(common["handed_day"].format(day=f"{day:%d}", month=day.month, year=day.year))


_CLOCKS = {
    "begin": "begin", "complaint": "complaint", "handover": "move_handover", "provider_report": "provider_report",
}  # fmt: skip


def _within(rules: RuleSet, key: str) -> str:
    found = rules.deadlines.get(key)
    return amount_words(found.amount.number, found.amount.unit, "vi") if found else ""


def _reason(name: str, key: str) -> str:
    entry = lists.entries(name).get(key)
    return entry.vi if entry else key


def _is_home(registration: Registration) -> bool:
    return (registration.place or registration.answers.get("intended_place")) == "home_community"
