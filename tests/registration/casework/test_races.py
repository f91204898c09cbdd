"""Two people at once, on real PostgreSQL: one wins, the other is told, nothing happens twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import IntegrityError, connections, transaction

from registration.casework.actions.decide import decide
from registration.casework.actions.not_eligible import propose_not_eligible
from registration.casework.actions.receive import receive
from registration.casework.actions.withdraw import withdraw
from registration.casework.errors import WrongState
from registration.casework.models import Decision, Event
from tests.registration.casework.cast import MORNING, filed, make_cast, signed_in
from tests.registration.casework.walk import day, to

pytestmark = pytest.mark.django_db(transaction=True)


def together(*acts):
    """Run at the same moment; results, or the exception that stopped one."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            barrier.wait()
            return act()
        except Exception as error:
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_chiefs_decide_and_one_wins():
    cast = make_cast()
    registration = filed(cast.ward)

    def by(chief):
        return lambda: decide(
            registration, chief, place="home_community", starts_on=day(MORNING), stepped_up=True,
            now=MORNING + timedelta(hours=1),
        )  # fmt: skip

    results = together(by(cast.chief), by(cast.second_chief))
    assert sorted(isinstance(result, WrongState) for result in results) == [False, True]
    assert Decision.objects.count() == 1


def test_a_double_click_receives_once():
    cast = make_cast()
    registration = filed(cast.next_door)
    act = lambda: receive(registration, cast.officer_next_door, identity_compared=True)  # noqa: E731
    results = together(*[act] * 5)
    assert sum(isinstance(result, WrongState) for result in results) == 4
    assert Event.objects.filter(kind="receive").count() == 1


def test_numbers_given_at_the_same_moment_have_no_gap_and_no_repeat():
    cast = make_cast()
    files = [filed(cast.ward) for _ in range(6)]
    results = together(
        *[
            lambda item=item: decide(
                item, cast.chief, place="home_community", starts_on=day(MORNING), stepped_up=True,
                now=MORNING + timedelta(hours=1),
            )
            for item in files
        ]
    )  # fmt: skip
    assert not [result for result in results if isinstance(result, Exception)]
    assert sorted(Decision.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]


def test_the_database_itself_refuses_that_somebody_confirms_their_own_proposal():
    cast = make_cast()
    registration = propose_not_eligible(filed(cast.ward), cast.chief, reason="other", next_step="x")
    proposal = registration.not_eligible_proposals.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        registration.not_eligible_proposals.update(confirmed_by=proposal.proposed_by, confirmed_at=MORNING)


def test_two_officers_press_at_once_and_the_slower_one_gets_a_clear_page():
    cast = make_cast()
    registration = to("completion_requested", cast)
    clients = [signed_in(cast.officer), signed_in(cast.chief)]
    url = f"/staff/registrations/{registration.display_code}/complete/"
    answers = together(*[lambda client=client: client.post(url) for client in clients])
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    slower = next(answer for answer in answers if answer.status_code == 409)
    assert registration.display_code in slower.content.decode()
    assert registration.events.filter(kind="complete").count() == 1


def test_a_citizen_who_withdraws_while_the_chief_decides_leaves_one_truth():
    cast = make_cast()
    registration = filed(cast.ward)
    results = together(
        lambda: withdraw(registration, by_citizen=True),
        lambda: decide(
            registration, cast.chief, place="home_community", starts_on=day(MORNING), stepped_up=True,
            now=MORNING + timedelta(hours=1),
        ),
    )  # fmt: skip
    assert sum(isinstance(result, WrongState) for result in results) == 1
    registration.refresh_from_db()
    assert registration.events.count() == 2
    assert registration.events.latest("seq").to_status == registration.status
