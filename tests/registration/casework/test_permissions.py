"""Role × ward × state × page: who gets what, for every address of the room. No row may be missing."""

import itertools

import pytest
from django.test import Client
from django.urls import reverse

from registration.casework.actions.open_prepared import open_prepared
from registration.casework.desks import desks_of
from registration.casework.models import Document
from registration.casework.moves import BY_NAME
from registration.casework.performing import PERFORMANCES
from registration.casework.urls import urlpatterns
from tests.registration.casework.cast import MORNING, at, make_cast, signed_in
from tests.registration.casework.walk import to

STATES = ("prepared", "received", "completion_requested", "decided", "in_treatment", "completed", "aftercare", "closed")
POLICE = {"officer", "chief", "second_chief"}
COMMITTEE = {"social", "chair"}
NEIGHBOURS = {"officer_next_door", "chief_next_door"}
NO_DESK = {"helper", "coordinator", "counsellor", "editor", "administrator"}
COMMITTEE_SEES = {"decided", "in_treatment", "completed", "aftercare", "closed"}
ROLE = {
    "officer": "police_officer", "chief": "police_chief", "second_chief": "police_chief",
    "social": "social_officer", "chair": "committee_chair",
}  # fmt: skip


def expected_page(who: str, status: str) -> int:
    """What opening a file must answer."""
    if who in NO_DESK:
        return 404 if who == "coordinator" else 403
    if who in POLICE and status != "prepared":
        return 200
    return 200 if who in COMMITTEE and status in COMMITTEE_SEES else 404


def expected_move(who: str, status: str, name: str) -> set[int]:
    """What asking for a move's page must answer."""
    if who in NO_DESK:
        return {403}
    if (page := expected_page(who, status)) != 200:
        return {page}
    if ROLE[who] not in BY_NAME[name].by:
        return {403}
    return {200} if status in BY_NAME[name].at else {409}


@pytest.fixture
def everyone(db):
    cast = make_cast()
    return cast, {name: signed_in(user) for name, user in cast.staff().items()}


@pytest.mark.parametrize("status", STATES)
def test_every_person_every_page_every_move(everyone, status):
    cast, clients = everyone
    assert set(clients) == POLICE | COMMITTEE | NEIGHBOURS | NO_DESK
    registration = to(status, cast)
    paper = Document.objects.create(
        registration=registration, content=b"%PDF", content_type="application/pdf", size=4, sha256="0" * 64
    )
    code = {"code": registration.code}
    for who, client in clients.items():
        page = client.get(reverse("casework:detail", kwargs=code)).status_code
        assert page == expected_page(who, status), (who, status)
        download = client.get(reverse("casework:document", kwargs=code | {"document": paper.pk})).status_code
        assert download == (404 if who in COMMITTEE else 403 if who in NO_DESK else page), (who, status)
    # Who cannot even see the file gets the same answer from every move: three of them prove it.
    blind = [who for who in clients if expected_page(who, status) != 200]
    asked = itertools.chain(
        itertools.product(set(clients) - set(blind), PERFORMANCES),
        itertools.product(blind, ("receive", "decide", "close")),
    )
    for who, name in asked:
        answer = clients[who].get(reverse("casework:move", kwargs=code | {"name": name})).status_code
        assert answer in expected_move(who, status, name), (who, status, name)


@pytest.mark.parametrize("who", sorted(NO_DESK))
def test_who_has_no_desk_gets_no_inbox_and_cannot_open(everyone, who):
    _cast, clients = everyone
    assert clients[who].get("/staff/registrations/").status_code == 403
    assert clients[who].post("/staff/registrations/open/", {"code": "DV-00000-00000"}).status_code == 403


def test_the_committee_desk_cannot_open_by_code(everyone):
    _cast, clients = everyone
    assert clients["social"].get("/staff/registrations/open/").status_code == 403


def test_a_prepared_file_opened_by_one_officer_stays_unseen_by_the_colleague(everyone):
    cast, clients = everyone
    registration = to("prepared", cast)
    open_prepared(registration.code, cast.officer, desks_of(cast.officer))
    url = reverse("casework:detail", kwargs={"code": registration.code})
    assert clients["officer"].get(url).status_code == 200
    assert clients["chief"].get(url).status_code == 404


def test_nobody_enters_without_the_second_factor(cast):
    registration = to("received", cast)
    client = Client()
    client.force_login(cast.officer)
    for name, kwargs in (
        ("inbox", {}),
        ("open", {}),
        ("detail", {"code": registration.code}),
        ("move", {"code": registration.code, "name": "complete"}),
    ):
        assert client.get(reverse(f"casework:{name}", kwargs=kwargs)).status_code == 302


def test_a_posting_that_ended_yesterday_opens_nothing(cast):
    with at(MORNING):
        registration = to("received", cast)
        client = signed_in(cast.officer)
        cast.officer.postings.update(ends_on=MORNING.date().replace(day=5))
        assert client.get(reverse("casework:detail", kwargs={"code": registration.code})).status_code == 403


def test_every_post_needs_the_csrf_token(cast):
    registration = to("received", cast)
    client = Client(enforce_csrf_checks=True)
    inner = signed_in(cast.officer)
    client.cookies = inner.cookies
    url = reverse("casework:move", kwargs={"code": registration.code, "name": "withdraw"})
    assert client.post(url).status_code == 403
    registration.refresh_from_db()
    assert registration.status == "received"


def test_every_address_of_the_room_says_which_roles_it_takes():
    assert all(getattr(unwrapped(pattern.callback), "roles", None) for pattern in urlpatterns)


def unwrapped(view):
    """The view below decorators that do not carry `roles` themselves."""
    while not hasattr(view, "roles") and hasattr(view, "__wrapped__"):
        view = view.__wrapped__
    return view
