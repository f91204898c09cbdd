"""What happens by itself: needs at the decision, the plan at the beginning, what is open at a move and at the end."""

from datetime import date, timedelta

from django.template.loader import render_to_string
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import Posting, Role, User
from portal.calendar.deadlines import add_months
from registration.aftercare.models import Assignment, FollowUp, SupportNeed
from registration.aftercare.overview import is_ending, overview
from registration.aftercare.plan import planned_days
from registration.aftercare.summary import form_facts, summary_for_citizen
from registration.casework.actions.close import close
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.name_helper import name_helper
from registration.casework.actions.stop import stop
from registration.casework.clock import end_of_day
from registration.casework.erasure import erase
from tests.registration.aftercare.scene import make_scene, visit
from tests.registration.casework.cast import MORNING
from tests.registration.casework.walk import to


def test_aftercare_begins_with_contacts_monthly_three_times_then_quarterly(scene):
    due = [contact.due_on for contact in scene.plan()]
    assert due == [add_months(scene.began, months) for months in (1, 2, 3, 6, 9, 12)]
    assert all(day <= scene.person.aftercare_ends_on for day in due)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 3000), st.integers(0, 800))
def test_no_contact_is_planned_after_the_end(later, days):
    began_on = date(2026, 7, 1) + timedelta(days=later)
    ends_on = began_on + timedelta(days=days)
    found = planned_days(began_on, ends_on)
    assert found == sorted(set(found))
    assert all(day <= ends_on for day in found)


def test_what_the_person_asked_for_is_an_open_need_from_the_decision_on(cast):
    registration = to("received", cast, support_needs=["job", "loan"])
    assert not SupportNeed.objects.exists()
    decided = to("decided", cast, support_needs=["job", "loan", "nonsense"])
    assert registration.pk != decided.pk
    needs = SupportNeed.objects.filter(registration=decided)
    assert sorted(needs.values_list("kind", "state")) == [("job", "asked"), ("loan", "asked")]


def test_a_new_helper_takes_over_at_once_and_the_earlier_one_is_kept_in_the_history(scene):
    name_helper(
        scene.person, scene.cast.chair, helper=scene.other_helper, organisation="Đoàn Thanh niên", stepped_up=True,
        now=scene.noon(40),
    )  # fmt: skip
    first, second = Assignment.objects.filter(registration=scene.person)
    assert (first.helper, first.ended_at is None) == (scene.cast.helper, False)
    assert (second.helper, second.form, second.ended_at) == (scene.other_helper, "F 59", None)
    assert len(scene.plan()) == 6


def test_after_a_move_contacts_and_needs_go_along_and_the_helper_is_named_anew(scene):
    move(scene.person, scene.cast.officer, ward=scene.cast.next_door, reason="Chuyển nhà", now=scene.noon(20))
    scene.person.refresh_from_db()
    assert scene.person.helper is None
    assert not Assignment.objects.filter(ended_at=None).exists()
    acknowledge(scene.person, scene.cast.officer_next_door, now=scene.noon(20) + timedelta(hours=2))
    assert {contact.ward_id for contact in scene.plan()} == {"00082"}
    assert set(SupportNeed.objects.open().values_list("ward_id", flat=True)) == {"00082"}


def test_the_helper_after_a_move_is_named_with_the_form_of_its_own(scene):
    move(scene.person, scene.cast.officer, ward=scene.cast.next_door, reason="Chuyển nhà", now=scene.noon(20))
    acknowledge(scene.person, scene.cast.officer_next_door, now=scene.noon(21))
    chair = User.objects.create(email="chair2@demo.example", full_name="Chair Two", password="!")
    Posting.objects.create(user=chair, role=Role.COMMITTEE_CHAIR, ward=scene.cast.next_door, starts_on=date(2025, 7, 1))
    scene.person.refresh_from_db()
    name_helper(
        scene.person, chair, helper=scene.helper_next_door, organisation="Hội", stepped_up=True, now=scene.noon(22)
    )
    assert Assignment.objects.get(ended_at=None).form == "F 60"
    assert form_facts(scene.person).form == "F 60"


def test_closing_settles_what_is_open_and_says_so(scene):
    first = scene.plan()[0]
    visit(scene, first, scene.noon(30))
    close(scene.person, scene.cast.chair, now=end_of_day(scene.person.aftercare_ends_on) - timedelta(hours=5))
    states = set(FollowUp.objects.filter(registration=scene.person).values_list("state", flat=True))
    assert states == {"done", "dropped"}
    assert set(SupportNeed.objects.values_list("state", "reason")) == {("not_met", "ended")}
    assert not Assignment.objects.filter(ended_at=None).exists()


def test_a_treatment_that_stops_settles_its_needs_too(cast):
    registration = to("in_treatment", cast)
    stop(registration, cast.officer, reason="own_wish", now=MORNING + timedelta(days=30))
    assert set(SupportNeed.objects.values_list("state", flat=True)) == {"not_met"}


def test_the_committee_is_warned_three_working_days_before_the_end(scene):
    scene.person.aftercare_ends_on = date(2027, 11, 30)  # a Tuesday; the 24th is a day off
    scene.person.save()
    assert not is_ending(scene.person, date(2027, 11, 24))
    assert is_ending(scene.person, date(2027, 11, 25))
    assert overview(scene.cast.chair, date(2027, 11, 26)).ending == [scene.person]
    assert overview(scene.cast.chair, date(2027, 11, 1)).ending == []


def test_the_citizen_reads_who_helps_and_when_they_meet_next(scene):
    found = summary_for_citizen(scene.person)
    assert (found.helper, found.next_contact_on) == (scene.cast.helper.full_name, add_months(scene.began, 1))
    assert found.organisation == "Hội Phụ nữ phường"
    assert len(found.needs) == 2


def test_before_anything_is_arranged_there_is_nothing_to_tell(cast):
    assert summary_for_citizen(to("received", cast)) is None
    assert form_facts(to("received", cast)) is None


def test_erasing_a_registration_leaves_no_word_in_aftercare(scene):
    visit(scene, scene.plan()[0], scene.noon(30), how="Đã xin được việc ở xưởng may", signal="used_again")
    SupportNeed.objects.update(provider="Anh Ba ở chợ", words="Đã vay được vốn")
    erase(scene.person, scene.noon(4000))
    assert {str(words) for words in FollowUp.objects.values_list("words", flat=True)} == {"{}"}
    assert set(SupportNeed.objects.values_list("provider", "words")) == {("", "")}
    assert set(Assignment.objects.values_list("organisation", flat=True)) == {""}


def test_a_registration_without_needs_gets_none(db):
    make_scene(support_needs=[])
    assert not SupportNeed.objects.exists()


def test_the_persons_own_page_says_who_supports_them_and_when_in_neutral_words(scene):
    text = render_to_string("aftercare/citizen.html", {"support": summary_for_citizen(scene.person)})
    for word in ("Helper", "Hội Phụ nữ phường", f"{add_months(scene.began, 1):%d/%m/%Y}", "Việc làm"):
        assert word in text
    assert "cai nghiện" not in text
