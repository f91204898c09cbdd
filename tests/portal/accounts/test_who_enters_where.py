"""Role × address over every room of the staff: who enters, who does not, and that nobody enters without signing in.

The addresses come from the resolver, the rule from the table below. An address without a rule fails, so whoever adds
one says here who may enter. `room:*` stands for the room's addresses that are not named themselves.
"""

from collections.abc import Iterator
from datetime import date
from fnmatch import fnmatch
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver, resolve

from hotline.conversations.services.start import start
from hotline.feedback.services.send import Report, send
from portal.accounts.models import Posting, Role, Team, User
from portal.accounts.roles import COMMITTEE_DESK, CONTENT, HOTLINE, POLICE_DESK
from portal.places.models import Facility
from tests.registration.casework.cast import make_cast, signed_in
from tests.registration.casework.walk import to

DESKS = POLICE_DESK | COMMITTEE_DESK
EVERYBODY = frozenset(Role)
LEADS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
ADMIN, COORDINATOR, HELPER = (frozenset({role}) for role in (Role.ADMINISTRATOR, Role.COORDINATOR, Role.HELPER))
CHIEF, FACILITY, SUPERVISOR = (frozenset({r}) for r in (Role.POLICE_CHIEF, Role.FACILITY_STAFF, Role.SUPERVISOR))
PUBLISHER = frozenset({Role.PUBLISHER})
BEFORE_SIGN_IN = {
    "staff:sign_in", "staff:second_factor", "staff:enrol", "staff:set_password", "staff:sign_out", "set_language",
}  # fmt: skip
RULES: dict[str, frozenset[Role]] = {
    "staff:home": EVERYBODY,
    "staff:account": EVERYBODY,
    "staff:password": EVERYBODY,
    "staff:recovery_codes": EVERYBODY,
    "staff:language": EVERYBODY,
    "audit:log": EVERYBODY,  # each their own doings; the query says so
    "staff:accounts": ADMIN,
    "staff:account_*": ADMIN,
    "staff:posting_*": ADMIN,
    "rules:versions": ADMIN | PUBLISHER,
    "rules:show": ADMIN | PUBLISHER,
    "rules:withdraw": ADMIN | PUBLISHER,
    "rules:approve": PUBLISHER,
    "rules:send-back": PUBLISHER,
    "rules:ahead": POLICE_DESK,
    "rules:*": ADMIN,
    "clerk:*": POLICE_DESK,
    "casework:open": POLICE_DESK,
    "casework:correct": POLICE_DESK,
    "casework:compare": POLICE_DESK,
    "casework:warnings": DESKS | COORDINATOR,
    "casework:detail": DESKS | COORDINATOR,  # a coordinator only after an emergency opening
    "casework:break_glass": COORDINATOR,
    "casework:*": DESKS,
    "visits:visits": POLICE_DESK,
    "visits:note": POLICE_DESK,
    "visits:*": CHIEF,
    "rights:*": CHIEF | {Role.COMMITTEE_CHAIR},
    "treatment:came_back": POLICE_DESK,
    "treatment:desk_*": POLICE_DESK,
    "treatment:*": FACILITY,
    "aftercare:desk*": COMMITTEE_DESK,
    "aftercare:need_step": COMMITTEE_DESK,
    "aftercare:*": HELPER,
    "reports:overview": COORDINATOR,
    "reports:targets": COORDINATOR,
    "reports:numbers": COORDINATOR,
    "reports:list": DESKS,
    "reports:*": DESKS | COORDINATOR,
    "api_clients:reports": POLICE_DESK,
    "api_clients:*": ADMIN,
    "sms:*": LEADS,
    "line:danger": HOTLINE | ADMIN,
    "line:*": LEADS,
    "offers:rules": SUPERVISOR,
    "offers:skills": SUPERVISOR,
    "offers:*": HOTLINE,
    "referrals:points": LEADS,
    "referrals:new_point": LEADS,
    "referrals:point": LEADS,
    "referrals:*": HOTLINE,
    "cases:hand_over": SUPERVISOR,
    "cases:*": HOTLINE,
    "console:*": HOTLINE,
    "callbacks:*": HOTLINE,
    "risk:*": HOTLINE,
    "pictures:*": HOTLINE,
    "hotline_sms:*": HOTLINE,
    "hotline_reports:*": SUPERVISOR,
    "supervision:block": HOTLINE,
    "supervision:shifts": HOTLINE,
    "supervision:*": SUPERVISOR,
    "feedback_desk:difficulty": EVERYBODY,
    "feedback_desk:mine": EVERYBODY,
    "feedback_desk:my_ticket": EVERYBODY,
    "feedback_desk:statistics": LEADS | COORDINATOR,
    "feedback_desk:*": DESKS | FACILITY | COORDINATOR | HOTLINE | CONTENT | ADMIN,
}
DUMMY = {
    "int": "987654321", "str": "x", "uuid": "6b1f4f0e-0000-4000-8000-000000000000", "slug": "x", "seq": "1",
}  # fmt: skip
SHUT, OPEN = {403, 404}, {200, 302, 400, 404, 409, 422}


def rule_of(name: str) -> frozenset[Role] | None:
    """Who may enter that address; None where no rule names it."""
    return RULES.get(name) or next((roles for pattern, roles in RULES.items() if fnmatch(name, pattern)), None)


def addresses(resolver: Any = None, before: str = "", room: str = "") -> Iterator[tuple[str, str]]:
    """Every staff address with its full name; the parameters are still in it."""
    for entry in (resolver or get_resolver()).url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from addresses(entry, path, ":".join(filter(None, [room, entry.namespace])))
        elif isinstance(entry, URLPattern) and path.startswith("staff/"):
            yield "/" + path, ":".join(filter(None, [room, entry.name or ""]))


NAMED = [(path, name) for path, name in addresses() if name not in BEFORE_SIGN_IN]


def filled(path: str, samples: dict[str, str]) -> str:
    """The address with a sample in the place of each parameter, as the room has it or a dummy of its kind."""
    while "<" in path:
        head, _open, rest = path.partition("<")
        what, _close, tail = rest.partition(">")
        kind, _colon, _name = what.rpartition(":")
        sample = samples.get(f"{path.split('/')[2]}:{what}") or samples.get(what) or DUMMY.get(kind, "x")
        path = head + sample + tail
    return path


@pytest.fixture
def browsers(db: Any) -> tuple[dict[Role, Client], dict[str, str]]:
    """A browser for each role, all posted around one ward, and samples that are really there."""
    cast = make_cast()
    facility = Facility.objects.create(kind="public_facility", name="Cơ sở", ward=cast.ward, address="1 phố Thử")
    team = Team.objects.create(name="Ca trực")
    places: dict[Role, dict[str, Any]] = {
        **{key: {"ward": cast.ward} for key in DESKS | HELPER},
        Role.FACILITY_STAFF: {"facility": facility},
        Role.COORDINATOR: {"province": cast.ward.province},
        **{key: {"team": team} for key in HOTLINE},
    }
    people = {role: User.objects.create(email=f"{role}@roles.example", full_name=role, password="!") for role in Role}
    for role, user in people.items():
        Posting.objects.create(user=user, role=role, starts_on=date(2025, 7, 1), **places.get(role, {}))
    code = to("in_treatment", cast).code
    samples = {
        **{f"{kind}:code": code for kind in ("regcode", "personcode", "treatedcode")},
        "uuid:key": str(start(topic="family").conversation.pk),
        "feedback:int:pk": str(send(Report("hotline", "x"), "6b1f4f0e-0000-4000-8000-000000000001").pk),  # type: ignore[arg-type]
        "accounts:int:pk": str(cast.officer.pk),
    }
    return {role: signed_in(user) for role, user in people.items()}, samples


def test_every_address_has_a_rule_and_every_rule_an_address():
    names = {name for _path, name in NAMED}
    assert [name for name in sorted(names) if rule_of(name) is None] == []
    assert [pattern for pattern in RULES if not any(fnmatch(name, pattern) for name in names)] == []


def test_nobody_enters_without_signing_in(browsers):
    _clients, samples = browsers
    stranger, let_in = Client(), []
    for path, name in NAMED:
        answer = stranger.get(filled(path, samples))
        if answer.status_code != 405 and not answer.get("Location", "").startswith("/staff/sign-in/"):
            let_in.append((name, answer.status_code))
    assert let_in == []


def test_each_role_enters_where_the_rule_says(browsers):
    clients, samples = browsers
    wrong = []
    for path, name in NAMED:
        for role in sorted(rule_of(name) or ()):
            answer = clients[role].get(filled(path, samples)).status_code
            if answer not in OPEN | {405}:  # 405: a step that is only posted
                wrong.append((name, str(role), answer))
    assert wrong == []


def test_no_role_enters_anywhere_else(browsers):
    """Asked at the view itself, behind the gate that the test above knocks at: two thousand pages would take long."""
    _clients, samples = browsers
    people = {role: User.objects.get(email=f"{role}@roles.example") for role in Role}
    let_in = []
    for path, name in NAMED:
        for role in sorted(EVERYBODY - (rule_of(name) or frozenset())):
            methods = (RequestFactory().get, RequestFactory().post)
            answers = {_asked(method(filled(path, samples)), people[role]) for method in methods}
            if not answers <= SHUT | {405} or answers == {405}:
                let_in.append((name, str(role), answers))
    assert let_in == []


def _asked(request: Any, user: User) -> int:
    """What the view answers to a person who gave both factors."""
    request.user, request.session, request._dont_enforce_csrf_checks = user, {}, True
    request.user.is_verified = lambda: True
    found = resolve(request.path)
    try:
        return int(found.func(request, *found.args, **found.kwargs).status_code)
    except PermissionDenied:
        return 403
    except Http404:
        return 404
