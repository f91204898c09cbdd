"""The desks' pages: who sees what, each reading noted, moves through the pages, constant queries, figures, retention."""

import io
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hotline.feedback import demo, figures
from hotline.feedback.desks import Desk
from hotline.feedback.models import Photo, Ticket
from hotline.feedback.report_counts import feedback_counts
from hotline.feedback.retention import RULES
from hotline.feedback.services.answer import answer
from hotline.feedback.services.handling import forward
from hotline.feedback.services.person import erase
from hotline.feedback.services.send import Report, send
from hotline.feedback.staff_menu import pressing_for
from hotline.feedback.states import State
from portal.audit.models import Entry as AuditEntry
from portal.delivered import Wanted
from tests.hotline.signed import at_the_desk

from .conftest import MONDAY

HANDLERS = {"counsellor", "supervisor"}


def test_only_the_desk_and_the_shift_lead_see_a_ticket(ticket, people):
    seen = {
        role
        for role, user in people.items()
        if at_the_desk(user).get(f"/staff/feedback/{ticket.pk}/").status_code == 200
    }
    assert seen == HANDLERS


def test_opening_a_ticket_is_noted_before_it_shows(ticket, people):
    at_the_desk(people["counsellor"]).get(f"/staff/feedback/{ticket.pk}/")
    assert AuditEntry.objects.filter(action="feedback.read", actor=people["counsellor"]).count() == 1


def test_the_list_holds_no_word_of_a_person(people, ward):
    send(Report("hotline", "Lời riêng", name="Bình"), uuid.uuid4())
    page = at_the_desk(people["counsellor"]).get("/staff/feedback/").content.decode()
    assert "PA-" in page
    assert "Lời riêng" not in page
    assert "Bình" not in page


def test_the_list_takes_the_same_queries_for_one_and_for_many(people, ward, facility):
    client = at_the_desk(people["supervisor"])

    def queries():
        with CaptureQueriesContext(connection) as seen:
            client.get("/staff/feedback/")
        return len(seen)

    send(Report("treatment", "x", facility=facility), uuid.uuid4())
    client.get("/staff/feedback/")
    few = queries()
    for _ in range(20):
        send(Report("treatment", "x", facility=facility), uuid.uuid4())
    assert queries() == few <= 14


@pytest.mark.parametrize(("role", "shown"), [("counsellor", True), ("editor", False)])
def test_contact_is_shown_only_to_desks_that_speak_with_people(people, role, shown):
    ticket = send(Report("website" if role == "editor" else "hotline", "x", phone="+84912345678"), uuid.uuid4())
    page = at_the_desk(people[role]).get(f"/staff/feedback/{ticket.pk}/").content.decode()
    assert ("0912 345 678" in page) is shown


def test_a_coordinator_answers_without_seeing_who_wrote(ticket, people, ward):
    with_phone = send(Report("hotline", "x", phone="+84912345678", ward=ward), uuid.uuid4())
    forward(with_phone, people["counsellor"], Desk.PROVINCE, words="x")
    page = at_the_desk(people["coordinator"]).get(f"/staff/feedback/{with_phone.pk}/").content.decode()
    assert "912" not in page


def test_confirm_and_answer_through_the_pages(ticket, people):
    client = at_the_desk(people["counsellor"])
    client.post(f"/staff/feedback/{ticket.pk}/acknowledge/")
    assert Ticket.objects.get().state == State.IN_HAND
    client.post(f"/staff/feedback/{ticket.pk}/answer/", {"words": "Cảm ơn bạn."})
    assert Ticket.objects.get().state == State.ANSWERED


def test_a_move_that_is_too_late_changes_nothing_and_keeps_the_words(ticket, people):
    answer(ticket, people["supervisor"], words="Nhanh hơn")
    page = at_the_desk(people["counsellor"]).post(f"/staff/feedback/{ticket.pk}/answer/", {"words": "Lời của tôi"})
    assert page.status_code == 409
    assert "Lời của tôi" in page.content.decode()


def test_passing_on_through_the_page_corrects_the_place(ticket, people, ward):
    client, address = at_the_desk(people["counsellor"]), f"/staff/feedback/{ticket.pk}/forward/"
    found = client.post(
        address, {"place": "hoan kiem", "go": "find", "words": "Của phường", "about": f"ward:{ward.pk}"}
    )
    assert 'value="police"' in found.content.decode()
    assert "Của phường" in found.content.decode()
    client.post(address, {"place": "", "about": f"ward:{ward.pk}", "desk": "police", "words": "Của phường"})
    moved = Ticket.objects.get()
    assert (moved.state, moved.ward, moved.from_desk) == (State.FORWARDED, ward, "hotline")


def test_what_a_desk_passed_on_it_sees_until_it_is_accepted(ticket, people, ward):
    forward(ticket, people["counsellor"], Desk.POLICE, words="x", ward=ward)
    assert at_the_desk(people["counsellor"]).get(f"/staff/feedback/{ticket.pk}/").status_code == 200
    page = at_the_desk(people["counsellor"]).get(f"/staff/feedback/{ticket.pk}/answer/")
    assert page.status_code == 409


def test_a_difficulty_goes_to_the_province_and_its_answer_back_to_the_reporter(people):
    client = at_the_desk(people["helper"])
    client.post("/staff/feedback/difficulty/", {"topic": "rules", "words": "Mẫu nào dùng khi chuyển xã?"})
    ticket = Ticket.objects.get()
    assert (ticket.desk, ticket.reporter, ticket.code_index) == (Desk.PROVINCE, people["helper"], None)
    answer(ticket, people["coordinator"], words="Dùng mẫu trong mục biểu mẫu.")
    assert "mục biểu mẫu" in client.get(f"/staff/feedback/mine/{ticket.pk}/").content.decode()
    assert at_the_desk(people["editor"]).get(f"/staff/feedback/mine/{ticket.pk}/").status_code == 404


def test_a_counsellor_writes_down_for_a_person_and_gets_a_code_for_them(people):
    client = at_the_desk(people["counsellor"])
    page = client.post("/staff/feedback/for-person/", {"topic": "respect", "words": "Bị nói nặng lời."})
    ticket = Ticket.objects.get()
    assert ticket.code[:4] in page.content.decode()
    assert ticket.written_by == people["counsellor"]


def test_a_photo_is_noted_and_only_for_the_desk(ticket, people):
    photo = Photo.objects.create(ticket=ticket, content=b"\xff\xd8", content_type="image/jpeg", size=2, at=MONDAY)
    address = f"/staff/feedback/{ticket.pk}/photos/{photo.pk}/"
    assert at_the_desk(people["counsellor"]).get(address).content == b"\xff\xd8"
    assert AuditEntry.objects.filter(action="feedback.photo").count() == 1
    assert at_the_desk(people["police_officer"]).get(address).status_code == 404


def test_what_is_over_a_clock_is_counted_in_the_menu(ticket, people):
    assert pressing_for(people["counsellor"]) == 0
    with time_machine.travel(MONDAY + timedelta(days=2), tick=False):
        assert pressing_for(people["counsellor"]) == 1
        page = at_the_desk(people["counsellor"]).get("/staff/feedback/").content.decode()
    assert "quá hạn" in page


def test_figures_count_what_fell_due_and_what_was_in_time(people, ward):
    late, good = (send(Report("hotline", "x", ward=ward), uuid.uuid4()) for _ in range(2))
    answer(good, people["counsellor"], words="x")
    with time_machine.travel(MONDAY + timedelta(days=40), tick=False):
        answer(late, people["counsellor"], words="x")
        (line,) = figures.by_topic(MONDAY - timedelta(days=1), MONDAY + timedelta(days=50), [ward.province])
    assert (line.sent, line.due, line.on_time, line.share) == (2, 2, 1, 50)


def test_figures_are_for_leads_and_coordinators(people):
    allowed = {
        role for role, user in people.items() if at_the_desk(user).get("/staff/feedback/statistics/").status_code == 200
    }
    assert allowed == {"supervisor", "coordinator", "administrator"}


def test_feedback_is_forgotten_after_its_time_and_unsent_photos_after_hours(ticket, people):
    Photo.objects.create(holder="a" * 64, content=b"x", content_type="image/jpeg", size=1, at=MONDAY)
    with time_machine.travel(MONDAY + timedelta(days=731), tick=False):
        done = {rule.name: rule.apply(MONDAY + timedelta(days=731), False) for rule in RULES}
    assert done == {"feedback": 1, "feedback.unsent": 1}
    assert not Ticket.objects.exists()


def test_an_erased_ticket_can_only_be_looked_at(ticket, people):
    erase(ticket)
    page = at_the_desk(people["counsellor"]).post(f"/staff/feedback/{ticket.pk}/acknowledge/")
    assert page.status_code == 409
    assert Ticket.objects.get().state == State.CLOSED


def test_the_demo_is_made_once(people, ward, settings):
    demo_people = [
        ("counsellor1", "counsellor"),
        ("police.officer", "police_officer"),
        ("supervisor", "supervisor"),
        ("social.officer", "social_officer"),
    ]
    for account, role in demo_people:
        people[role].email, people[role].is_demo = f"{account}@demo.example", True
        people[role].save()
    for _ in range(2):
        demo.load(1, io.StringIO())
    assert Ticket.objects.count() == 8


def test_the_official_reports_get_what_fell_due_and_was_in_time_but_no_small_number(people, ward):
    tickets = [send(Report("hotline", "x", ward=ward), uuid.uuid4()) for _ in range(5)]
    for ticket in tickets[:3]:
        answer(ticket, people["counsellor"], words="x")
    span = {"since": MONDAY, "until": MONDAY + timedelta(days=60)}
    here = feedback_counts(Wanted(ward=ward.pk, province="", **span))
    assert here == {"feedback_due": 5, "feedback_on_time": 3}
    erase(tickets[0])
    assert feedback_counts(Wanted(ward="", province="01", **span)) == {}
