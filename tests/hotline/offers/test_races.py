"""Offers under real concurrency, and a long random walk of the whole state machine."""

import contextlib
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.utils import timezone
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from hotline.conversations import errors
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.services import presence
from hotline.conversations.services.close import close
from hotline.conversations.services.end import end
from hotline.conversations.services.release import release
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.offers import running_out
from hotline.offers.answering import accept, decline
from hotline.offers.asking import ask
from hotline.offers.handing_out import hand_out
from hotline.offers.models import Desk, Offer
from portal.accounts.models import Posting, Role, Team, User


def people(number: int) -> list[User]:
    team = Team.objects.create(name="Ca trực")
    found = [User.objects.create(email=f"c{one}@demo.example", full_name=f"c{one}") for one in range(number)]
    for user in found:
        Posting.objects.create(user=user, role=Role.COUNSELLOR, team=team)
        presence.seen(user)
    return found


def at_once(*acts) -> list[object]:
    """Each act in a thread of its own; what each answers or raises."""

    def run(act):
        try:
            return act()
        except Exception as error:
            return type(error).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.django_db(transaction=True)
def test_ten_rounds_at_once_make_one_offer_a_person_and_one_a_counsellor():
    people(3)
    for _each in range(3):
        start()
    made = at_once(*[hand_out] * 10)
    assert sum(made) == Offer.objects.live().count() == 3
    assert len(set(Offer.objects.values_list("counsellor", flat=True))) == 3


@pytest.mark.django_db(transaction=True)
def test_accepting_against_taking_by_hand_and_against_running_out_has_one_winner():
    one, other = people(2)
    for _time in range(4):
        Offer.objects.all().delete()
        conversation = start().conversation
        until = timezone.now() + timedelta(seconds=30)
        offer = Offer.objects.create(conversation=conversation, counsellor=one, expires_at=until)
        at_once(
            lambda key=offer.pk: accept(key, one),
            lambda key=conversation.pk: take(key, other),
            lambda late=until: running_out.expire(late),
        )
        conversation.refresh_from_db()
        offer.refresh_from_db()
        assert conversation.state == "open"
        assert (offer.state == "accepted") == (conversation.counsellor == one)
        assert offer.state in {"accepted", "withdrawn", "expired"}
        end(conversation.pk)


@pytest.mark.django_db(transaction=True)
def test_a_round_killed_midway_leaves_the_rest_to_the_next(monkeypatch):
    people(3)
    for _each in range(3):
        start()
    hand_out()
    Offer.objects.update(expires_at=timezone.now())
    real, seen = running_out.settle, []

    def dies(*args):
        if seen:
            raise SystemExit
        seen.append(args)
        return real(*args)

    monkeypatch.setattr(running_out, "settle", dies)
    with pytest.raises(SystemExit):
        running_out.expire()
    assert Offer.objects.live().count() == 2
    monkeypatch.setattr(running_out, "settle", real)
    assert running_out.expire() == 2
    assert list(Desk.objects.values_list("misses", flat=True)) == [1, 1, 1]


class OfferWalk(RuleBasedStateMachine):
    """Whatever counsellors, people and the clock do in whatever order."""

    def __init__(self) -> None:
        super().__init__()
        self.transaction = transaction.atomic()
        self.transaction.__enter__()

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.transaction.__exit__(None, None, None)

    @initialize()
    def sit_down(self) -> None:
        self.people = people(3)
        CounsellorPresence.objects.update(capacity=2)
        self.ended: dict[int, str] = {}

    def _try(self, act) -> None:
        with contextlib.suppress(errors.Refused):
            act()

    @rule()
    def somebody_writes(self) -> None:
        start()

    @rule()
    def a_round(self) -> None:
        hand_out()

    @rule()
    def time_runs_out(self) -> None:
        running_out.expire(timezone.now() + timedelta(seconds=61))

    @rule(who=st.integers(0, 2), yes=st.booleans())
    def answers(self, who: int, yes: bool) -> None:
        offer = Offer.objects.filter(counsellor=self.people[who]).last()
        if offer:
            self._try(lambda: (accept if yes else decline)(offer.pk, self.people[who]))

    @rule(who=st.integers(0, 2))
    def takes_by_hand(self, who: int) -> None:
        waiting = Conversation.objects.waiting().first()
        if waiting:
            self._try(lambda: take(waiting.pk, self.people[who]))

    @rule(who=st.integers(0, 2), to=st.integers(0, 2), act=st.sampled_from(["ask", "release", "close", "leave"]))
    def goes_on(self, who: int, to: int, act: str) -> None:
        held = Conversation.objects.held_by(self.people[who]).first()
        if held and act == "ask":
            self._try(lambda: ask(held.pk, self.people[who], f"counsellor:{self.people[to].pk}", "n"))
        elif held and act == "leave":
            end(held.pk)
        elif held:
            self._try(lambda: (release if act == "release" else close)(held.pk, self.people[who]))

    @invariant()
    def nobody_is_lost_or_asked_about_in_vain(self) -> None:
        for offer in Offer.objects.select_related("conversation"):
            if offer.state != "live":
                assert self.ended.setdefault(offer.pk, offer.state) == offer.state
            elif offer.asked_by_id is None:
                assert offer.conversation.state == "waiting"
            else:
                assert (offer.conversation.state, offer.conversation.counsellor_id) == ("open", offer.asked_by_id)
        for conversation in Conversation.objects.all():
            assert (conversation.state == "open") <= (conversation.counsellor_id is not None)
            assert (conversation.state == "waiting") <= (conversation.counsellor_id is None)
        for user in self.people if hasattr(self, "people") else []:
            assert Conversation.objects.held_by(user).count() <= 2


@pytest.mark.django_db
def test_a_random_walk_loses_nobody_and_ends_every_offer_once():
    limits = settings(max_examples=8, stateful_step_count=20, deadline=None, suppress_health_check=list(HealthCheck))
    run_state_machine_as_test(OfferWalk, settings=limits)
