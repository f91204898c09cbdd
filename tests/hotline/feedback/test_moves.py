"""The life of a ticket: the table of moves, its clocks in working days, who may act, what the person is told."""

import uuid
from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline.feedback.desks import Desk
from hotline.feedback.errors import NeedsWords, NoSuchDesk, NotNow, NotYours, Refused
from hotline.feedback.models import Ticket
from hotline.feedback.services import person
from hotline.feedback.services.answer import answer, close, refer_away
from hotline.feedback.services.handling import accept, acknowledge, forward, return_unaccepted, send_back
from hotline.feedback.services.send import Report, send
from hotline.feedback.settings_file import topics
from hotline.feedback.states import MOVES, By, Move, State
from hotline.feedback.tasks import keep_moving
from portal.audit.models import Entry as AuditEntry
from portal.calendar.deadlines import VIETNAM
from portal.sms.models import OutboundMessage

from .conftest import MONDAY


def test_a_ticket_has_its_clocks_in_working_days(ticket):
    assert ticket.confirm_by == datetime(2026, 10, 6, 23, 59, 59, tzinfo=VIETNAM)
    assert ticket.due_at == datetime(2026, 10, 26, 23, 59, 59, tzinfo=VIETNAM)


def test_a_report_on_friday_evening_is_confirmed_by_monday(people):
    friday = datetime(2026, 10, 9, 21, 0, tzinfo=VIETNAM)
    assert send(Report("other", "x"), uuid.uuid4(), now=friday).confirm_by.astimezone(VIETNAM).day == 12


@pytest.mark.parametrize(
    ("topic", "place", "desk"),
    [
        ("registration", "ward", Desk.POLICE),
        ("registration", "", Desk.HOTLINE),
        ("treatment", "facility", Desk.FACILITY),
        ("aftercare", "ward", Desk.COMMITTEE),
        ("respect", "ward", Desk.HOTLINE),
        ("website", "", Desk.CONTENT),
        ("rules", "ward", Desk.PROVINCE),
        ("software", "", Desk.TECHNICAL),
    ],
)
def test_topic_and_place_choose_the_desk(people, ward, facility, topic, place, desk):
    where = {"ward": ward, "facility": facility}
    found = send(Report(topic, "x", **({place: where[place]} if place else {})), uuid.uuid4())
    assert found.desk == desk


def test_a_desk_without_anybody_gives_way_to_the_hotline(ward, facility):
    assert send(Report("treatment", "x", facility=facility), uuid.uuid4()).desk == Desk.HOTLINE


def test_every_topic_ends_at_the_hotline_and_speaks_both_languages():
    assert all(topic.desks[-1] == Desk.HOTLINE and topic.vi and topic.en for topic in topics().values())


def test_the_same_form_twice_is_one_ticket(people):
    key = uuid.uuid4()
    assert send(Report("other", "x"), key).pk == send(Report("other", "x"), key).pk


def test_the_person_is_told_of_the_answer_by_a_neutral_text_once(people):
    ticket = send(Report("hotline", "Chờ lâu", phone="+84912345678", name="Bình"), uuid.uuid4())
    answer(ticket, people["counsellor"], words="Xin lỗi bạn.")
    text = OutboundMessage.objects.get()
    assert ticket.code[:4] in text.body
    assert "Bình" not in text.body
    assert "Chờ" not in text.body


def test_the_text_goes_with_the_words(people):
    ticket = send(Report("hotline", "Chờ lâu", phone="+84912345678"), uuid.uuid4())
    answer(ticket, people["counsellor"], words="Xin lỗi bạn.")
    person.erase(ticket)
    assert not OutboundMessage.objects.exists()


def test_whoever_is_anonymous_gets_no_text(ticket, people):
    answer(ticket, people["counsellor"], words="Xin lỗi bạn.")
    assert not OutboundMessage.objects.exists()


def test_only_the_desk_where_it_lies_may_act(ticket, people):
    for role, user in people.items():
        if role not in {"counsellor", "supervisor"}:
            with pytest.raises(NotYours):
                acknowledge(ticket, user)
    assert acknowledge(ticket, people["counsellor"]).state == State.IN_HAND


def test_a_posting_that_has_ended_opens_nothing(ticket, people):
    people["counsellor"].postings.update(ends_on=MONDAY.date())
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False), pytest.raises(NotYours):
        acknowledge(ticket, people["counsellor"])


def test_passing_on_asks_the_other_desk_to_accept(ticket, people, ward):
    forward(ticket, people["counsellor"], Desk.POLICE, words="Việc của bàn tiếp nhận.", ward=ward)
    assert accept(ticket, people["police_officer"]).state == State.IN_HAND
    with pytest.raises(NotYours):
        answer(ticket, people["counsellor"], words="x")


def test_what_the_other_desk_sends_back_lies_where_it_came_from(ticket, people, ward):
    forward(ticket, people["counsellor"], Desk.POLICE, words="x", ward=ward)
    back = send_back(ticket, people["police_officer"], words="Không phải chúng tôi.")
    assert (back.desk, back.state) == (Desk.HOTLINE, State.IN_HAND)


def test_what_nobody_accepts_comes_back_by_itself(ticket, people, ward):
    forward(ticket, people["counsellor"], Desk.POLICE, words="x", ward=ward)
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        keep_moving(0)
    ticket.refresh_from_db()
    assert (ticket.desk, ticket.state) == (Desk.HOTLINE, State.IN_HAND)


def test_it_goes_to_no_desk_without_people_and_not_to_the_same(ticket, people, ward):
    people["police_officer"].postings.all().delete()
    people["police_chief"].postings.all().delete()
    for desk in (Desk.POLICE, Desk.HOTLINE):
        with pytest.raises(NoSuchDesk):
            forward(ticket, people["counsellor"], desk, words="x", ward=ward)


def test_an_answer_needs_words(ticket, people):
    with pytest.raises(NeedsWords):
        answer(ticket, people["counsellor"], words="  \n ")


def test_asking_again_starts_the_clock_of_the_answer_anew(ticket, people):
    answer(ticket, people["counsellor"], words="x")
    with time_machine.travel(MONDAY + timedelta(days=7), tick=False):
        again = person.ask_again(ticket, "Chưa rõ.")
    assert again.state == State.IN_HAND
    assert again.due_at == datetime(2026, 11, 2, 23, 59, 59, tzinfo=VIETNAM)


def test_an_answered_ticket_ends_after_two_weeks(ticket, people):
    answer(ticket, people["counsellor"], words="x")
    with time_machine.travel(MONDAY + timedelta(days=15), tick=False):
        keep_moving(0)
    ticket.refresh_from_db()
    assert ticket.state == State.CLOSED


def test_every_step_is_in_the_log_without_a_word_of_it(ticket, people):
    answer(ticket, people["counsellor"], words="Bí mật nhỏ")
    entries = list(AuditEntry.objects.filter(object_type="feedback").values_list("action", "detail"))
    assert [action for action, _detail in entries] == ["feedback.send", "feedback.answer"]
    assert "Bí mật" not in str(entries)


ACTS = {
    Move.ACKNOWLEDGE: lambda t, p, w: acknowledge(t, p),
    Move.FORWARD: lambda t, p, w: forward(
        t, p, Desk.PROVINCE if t.desk != Desk.PROVINCE else Desk.HOTLINE, words="x", ward=w
    ),
    Move.ACCEPT: lambda t, p, w: accept(t, p),
    Move.SEND_BACK: lambda t, p, w: send_back(t, p, words="x"),
    Move.ANSWER: lambda t, p, w: answer(t, p, words="x"),
    Move.REFER_AWAY: lambda t, p, w: refer_away(t, p, words="x"),
    Move.ASK_AGAIN: lambda t, p, w: person.ask_again(t, "x"),
    Move.CLOSE: lambda t, p, w: close(t, By.DESK, user=p),
}


def test_each_move_of_the_table_has_its_act():
    assert set(ACTS) == set(MOVES)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=st.lists(st.sampled_from(sorted(ACTS)), max_size=8), late=st.booleans())
def test_there_is_no_way_beside_the_table(people, ward, acts, late):
    at = {Desk.HOTLINE: people["counsellor"], Desk.PROVINCE: people["coordinator"]}
    ticket = send(Report("hotline", "x"), uuid.uuid4())
    for move in acts:
        before = Ticket.objects.get(pk=ticket.pk)
        allowed = before.state in MOVES[move].sources
        done = False
        with suppress(NotNow):
            ACTS[move](before, at[before.desk], ward)
            done = True
        after = Ticket.objects.get(pk=ticket.pk)
        assert done == allowed
        assert after.state == (MOVES[move].target if allowed else before.state)
    if late:
        with suppress(Refused):
            return_unaccepted(ticket)
        assert Ticket.objects.get(pk=ticket.pk).state != State.FORWARDED
