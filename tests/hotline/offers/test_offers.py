"""An offer from the first ring to its end: accepted, declined, run out, withdrawn; and who is asked next."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.conversations import errors
from hotline.conversations.models import Conversation, CounsellorPresence, Step
from hotline.conversations.services import end, erase, presence
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.offers import desks, running_out
from hotline.offers.answering import accept, decline
from hotline.offers.errors import OfferOver
from hotline.offers.frames import board_part
from hotline.offers.handing_out import hand_out
from hotline.offers.models import CounsellorSkill, Desk, Offer, Routing
from hotline.offers.round import round_now, whole_round

pytestmark = pytest.mark.django_db
LATER = timedelta(seconds=61)


def live() -> Offer:
    return Offer.objects.live().get()


def test_who_waits_is_offered_to_who_is_there_and_accepting_takes(started, sit, counsellor):
    sit(counsellor)
    assert round_now() == 1
    assert round_now() == 0
    offer = live()
    assert Step.objects.get(kind="offered").user == counsellor
    assert board_part(counsellor)["offers"][0]["conversation"] == str(started.conversation.pk)
    taken = accept(offer.pk, counsellor)
    assert (taken.state, taken.counsellor) == ("open", counsellor)
    assert accept(offer.pk, counsellor).pk == taken.pk
    offer.refresh_from_db()
    assert offer.state == "accepted"
    assert board_part(counsellor)["offers"] == []


def test_with_nobody_there_nothing_is_offered_and_the_person_stays_in_the_queue(started, counsellor, colleague, sit):
    sit(counsellor)
    presence.set_presence(counsellor, "busy")
    CounsellorPresence.objects.create(user=colleague, seen_at=timezone.now() - timedelta(minutes=2))
    assert round_now() == 0
    assert Conversation.objects.waiting().count() == 1


def test_declined_goes_on_to_the_next_then_to_the_queue(started, sit, counsellor, colleague):
    sit(counsellor)
    sit(colleague)
    hand_out()
    first = live()
    assert decline(first.pk, first.counsellor)
    assert not decline(first.pk, first.counsellor)
    hand_out()
    second = live()
    assert second.counsellor != first.counsellor
    decline(second.pk, second.counsellor)
    assert hand_out() == 0
    assert Conversation.objects.waiting().get() == started.conversation


def test_after_a_while_those_who_declined_are_asked_again(started, sit, counsellor):
    sit(counsellor)
    hand_out()
    decline(live().pk, counsellor)
    Offer.objects.update(ended_at=timezone.now() - timedelta(minutes=6))
    assert hand_out() == 1


def test_an_offer_runs_out_and_goes_to_the_next(started, sit, counsellor, colleague):
    sit(counsellor)
    sit(colleague)
    hand_out()
    first = live()
    now = timezone.now() + LATER
    CounsellorPresence.objects.update(seen_at=now)
    assert round_now(now) == 1
    first.refresh_from_db()
    assert first.state == "expired"
    assert live().counsellor != first.counsellor


def test_accepting_too_late_is_refused_even_where_no_round_has_run(started, sit, counsellor):
    sit(counsellor)
    hand_out()
    Offer.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(OfferOver):
        accept(live().pk, counsellor)
    assert Conversation.objects.get().state == "waiting"
    assert take(started.conversation.pk, counsellor).state == "open"


def test_two_that_run_out_mean_away_and_taking_brings_back(sit, counsellor):
    sit(counsellor)
    for _time in range(2):
        start()
        hand_out()
        Offer.objects.live().update(expires_at=timezone.now())
        running_out.expire()
    assert CounsellorPresence.objects.get().status == "away"
    assert Desk.objects.get().away_because == "missed"
    desks.end_pause(counsellor)
    assert CounsellorPresence.objects.get().status == "available"
    assert Desk.objects.get().misses == 0


def test_without_an_act_for_a_while_one_is_away_and_the_first_act_brings_back(sit, counsellor):
    sit(counsellor)
    desks.acted(counsellor)
    Desk.objects.update(acted_at=timezone.now() - timedelta(minutes=11))
    whole_round()
    assert CounsellorPresence.objects.get().status == "away"
    desks.acted(counsellor)
    assert CounsellorPresence.objects.get().status == "available"


def test_who_said_away_by_hand_stays_away(sit, counsellor):
    sit(counsellor)
    presence.set_presence(counsellor, "away")
    desks.said(counsellor, "away")
    desks.acted(counsellor)
    assert CounsellorPresence.objects.get().status == "away"


def test_a_full_counsellor_is_not_asked(sit, counsellor, started):
    sit(counsellor, capacity=1)
    take(started.conversation.pk, counsellor)
    start()
    assert hand_out() == 0


def test_taking_by_hand_ends_the_offer_to_another(started, sit, counsellor, colleague):
    sit(counsellor)
    hand_out()
    take(started.conversation.pk, colleague)
    assert Offer.objects.get().state == "withdrawn"
    with pytest.raises(OfferOver):
        accept(Offer.objects.get().pk, counsellor)


@pytest.mark.parametrize("ending", [end.end, erase.erase])
def test_when_the_person_leaves_the_offer_is_withdrawn(started, sit, counsellor, ending):
    sit(counsellor)
    hand_out()
    ending(started.conversation.pk)
    assert Offer.objects.get().state == "withdrawn"


def test_a_stranger_answers_no_offer(started, sit, counsellor, colleague):
    sit(counsellor)
    hand_out()
    for answer in (accept, decline):
        with pytest.raises(errors.NotFound):
            answer(live().pk, colleague)


def test_skill_decides_and_the_table_is_the_operators(sit, counsellor, colleague):
    sit(counsellor)
    sit(colleague)
    CounsellorSkill.objects.create(user=colleague, kind="language", value="en")
    for _time in range(2):
        start(language="en")
    hand_out()
    asked = {offer.conversation.language: offer.counsellor for offer in Offer.objects.order_by("-pk")}
    assert asked["en"] == colleague


def test_no_first_reply_puts_the_person_back_in_front_and_another_is_asked(started, sit, counsellor, colleague):
    later = start().conversation
    sit(counsellor, capacity=1)
    sit(colleague, capacity=1)
    take(started.conversation.pk, counsellor)
    Conversation.objects.filter(state="open").update(taken_at=timezone.now() - timedelta(minutes=4))
    Step.objects.filter(kind="taken").update(at=timezone.now() - timedelta(minutes=4))
    assert running_out.give_back() == 1
    assert list(Conversation.objects.waiting()) == [started.conversation, later]
    hand_out()
    asked = {offer.conversation_id: offer.counsellor for offer in Offer.objects.live()}
    assert asked[started.conversation.pk] == colleague


def test_an_answered_person_is_not_taken_away_nor_one_with_nobody_else_there(started, sit, counsellor, colleague):
    sit(counsellor)
    take(started.conversation.pk, counsellor)
    Conversation.objects.update(taken_at=timezone.now() - timedelta(minutes=4))
    Step.objects.filter(kind="taken").update(at=timezone.now() - timedelta(minutes=4))
    assert running_out.give_back() == 0
    sit(colleague)
    Conversation.objects.update(first_answer_at=timezone.now())
    assert running_out.give_back() == 0


def test_danger_goes_before_an_offer_about_somebody_else(sit, counsellor, says):
    sit(counsellor)
    start()
    hand_out()
    grave = start()
    says(grave, "nó bị sốc thuốc rồi")
    assert hand_out() == 1
    assert live().conversation_id == grave.conversation.pk


def test_the_round_asks_the_same_number_of_questions_for_two_and_for_fifty(
    sit, counsellor, django_assert_max_num_queries
):
    sit(counsellor, capacity=1)
    for _each in range(50):
        start()
    with django_assert_max_num_queries(21):
        assert round_now() == 1


def test_the_operators_rules_count(started, sit, counsellor):
    Routing.objects.create(pk=1, offer_s=30, misses=1)
    sit(counsellor)
    hand_out()
    assert live().expires_at - live().at == timedelta(seconds=30)
