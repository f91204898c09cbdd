"""Passing on with consent: told item by item, answered by a signed link, stopped by the person, forgotten with them."""

import contextlib
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hotline.conversations import belongings
from hotline.conversations.services.erase import erase
from hotline.referrals import figures
from hotline.referrals.errors import NotNow
from hotline.referrals.links import link_of, token_of
from hotline.referrals.models import Answer, Point, Referral
from hotline.referrals.retention import RULES
from hotline.referrals.services.answer import answer
from hotline.referrals.services.pass_on import pass_on
from hotline.referrals.services.stop import expire, withdraw
from hotline.referrals.states import ANSWERS, MOVES, OPEN, Item, State
from hotline.referrals.tasks import notice
from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from tests.hotline.signed import at_the_desk

pytestmark = pytest.mark.django_db
TOLD = {Item.CALL_NAME: "Mây", Item.NEED: "Muốn gặp nhóm gia đình"}


@pytest.fixture
def referral(talk, counsellor, club):
    return pass_on(talk, counsellor, club, TOLD)


def page_of(referral):
    return "/tra-loi/" + token_of(referral) + "/"


def fields(club, **more):
    return {"point": club.pk, "need": "Muốn gặp nhóm", "consent": "on"} | more


def test_without_consent_or_point_nothing_is_passed_on_and_nothing_typed_is_lost(talk, counsellor, club):
    desk, url = at_the_desk(counsellor), f"/staff/hotline/c/{talk.pk}/referral/"
    bad = [{"need": "Muốn gặp nhóm", "point": club.pk}, {"need": "Muốn gặp nhóm", "consent": "on"}]
    bad += [fields(club, point="999999"), fields(club, phone="12"), fields(club, safe="\x00")]
    for one in bad:
        page = desk.post(url, one)
        assert page.status_code == 422
        assert "Muốn gặp nhóm" in page.content.decode()
    assert desk.post(url, {"point": club.pk, "consent": "on"}).status_code == 422
    assert not Referral.objects.exists()


def test_exactly_what_was_filled_in_is_told(talk, counsellor, club):
    answered = at_the_desk(counsellor).post(f"/staff/hotline/c/{talk.pk}/referral/", fields(club, phone="0900000123"))
    assert answered.status_code == 302
    assert Referral.objects.get().told == {"need": "Muốn gặp nhóm", "phone": "+84900000123"}
    assert Entry.objects.get(action="referral.pass_on").detail["items"] == ["need", "phone"]


def test_only_the_holder_passes_on(talk, colleague, supervisor, club):
    for user, status in ((colleague, 404), (supervisor, 404)):
        assert at_the_desk(user).post(f"/staff/hotline/c/{talk.pk}/referral/", fields(club)).status_code == status
    assert not Referral.objects.exists()


def test_the_notice_holds_a_link_and_nothing_of_the_person(referral, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    notice(str(referral.pk))
    notice(str(referral.pk))
    (letter,) = mail.outbox
    assert link_of(referral) in letter.body
    assert "Mây" not in letter.body + letter.subject + link_of(referral)


def test_a_point_without_e_mail_gets_a_neutral_text_of_registered_words(talk, counsellor):
    point = Point.objects.create(kind="club", name="Nhóm B", phone="+84900000124")
    made = pass_on(talk, counsellor, point, TOLD)
    text = OutboundMessage.objects.get()
    assert (text.template, link_of(made) in text.body) == ("referral_notice", True)


def test_looking_changes_nothing_and_answers_move_it_on(client, referral):
    page = client.get(page_of(referral))
    assert "Muốn gặp nhóm gia đình" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    referral.refresh_from_db()
    assert referral.state == State.SENT
    for state in ("accepted", "contacted", "came"):
        assert client.post(page_of(referral), {"state": state, "note": "ổn"}).status_code == 302
    referral.refresh_from_db()
    assert (referral.state, referral.told) == (State.CAME, {})
    assert "Muốn gặp nhóm" not in client.get(page_of(referral)).content.decode()


@pytest.mark.parametrize("sent", [{}, {"state": "withdrawn"}, {"state": "x"}, {"state": "came", "note": "\x00"}])
def test_a_bad_answer_is_said_and_changes_nothing(client, referral, sent):
    assert client.post(page_of(referral), sent | {"note": sent.get("note", "lời đã viết")}).status_code == 422
    referral.refresh_from_db()
    assert referral.state == State.SENT


def test_the_link_is_good_for_nothing_else_and_not_for_ever(client, referral):
    token = token_of(referral)
    for wrong in (token[:-1], token.replace(":", "."), referral.link_key, "x:y", f"{referral.pk}"):
        assert client.get(f"/tra-loi/{wrong}/").status_code == 404
    with time_machine.travel(timezone.now() + timedelta(days=46)):
        assert client.get(page_of(referral)).status_code == 404
        assert expire(timezone.now()) == 1
    referral.refresh_from_db()
    assert (referral.state, referral.told) == (State.EXPIRED, {})


def test_the_page_asks_the_database_a_constant_number_of_times(client, referral, django_assert_num_queries):
    for _ in range(3):
        Answer.objects.create(referral=referral, state="accepted")
    with django_assert_num_queries(1):
        client.get(page_of(referral))


def test_who_takes_the_consent_back_is_no_longer_shown_to_anybody(client, referral, counsellor):
    assert at_the_desk(counsellor).post(f"/staff/hotline/referrals/{referral.pk}/stop/").status_code == 302
    page = client.get(page_of(referral)).content.decode()
    assert "Mây" not in page
    assert client.post(page_of(referral), {"state": "accepted"}).status_code == 422
    referral.refresh_from_db()
    assert referral.state == State.WITHDRAWN


def test_erasing_the_conversation_leaves_a_figure_that_points_to_nobody(referral, talk):
    answer(referral, State.ACCEPTED, "lời của nơi nhận")
    erase(talk.pk)
    referral.refresh_from_db()
    assert (referral.told, referral.subject, referral.conversation) == ({}, None, None)
    assert {one.note for one in referral.answers.all()} == {""}
    rows = figures.referrals_between(timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1))
    assert [(row.kind, row.state, row.number) for row in rows] == [("club", "forgotten", 1)]


def test_what_a_case_has_taken_over_outlives_the_conversation_and_can_be_stopped_there(referral, talk):
    case = referral.pk  # any other key
    belongings.move(talk.pk, case)
    erase(talk.pk)
    (shown,) = belongings.belongings_of(case)
    assert (shown.title, shown.can_stop) == ("Câu lạc bộ Thử nghiệm", True)
    assert belongings.stop(case, shown.id)
    assert not belongings.stop(case, shown.id)
    belongings.forget(case)
    assert belongings.belongings_of(case) == []


def test_bare_rows_go_after_two_years(referral):
    withdraw(referral.pk)
    Referral.objects.update(changed_at=timezone.now() - timedelta(days=731))
    assert [rule.apply(timezone.now(), False) for rule in RULES] == [1]
    assert not Referral.objects.exists()


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(tries=st.lists(st.sampled_from([*State]), max_size=6))
def test_whatever_is_tried_the_table_holds_and_ended_ones_tell_nothing(referral, tries):
    Referral.objects.filter(pk=referral.pk).update(state=State.SENT, told={"need": "x"})
    Answer.objects.filter(referral=referral).delete()
    went = State.SENT
    for state in tries:
        act = {State.WITHDRAWN: lambda: withdraw(referral.pk)}.get(state, lambda one=state: answer(referral, one))
        with contextlib.suppress(NotNow):
            act()
        allowed = state in MOVES[went] and state in {*ANSWERS, State.WITHDRAWN}
        went = state if allowed else went
        now = Referral.objects.get(pk=referral.pk)
        assert now.state == went
        assert bool(now.told) == (went in OPEN)


def test_the_list_of_points_is_kept_by_supervisors(supervisor, counsellor, club):
    desk = at_the_desk(supervisor)
    made = desk.post("/staff/hotline/points/new/", {"kind": "legal_aid", "name": "Trợ giúp pháp lý", "active": "on"})
    assert made.status_code == 302
    assert desk.post(f"/staff/hotline/points/{club.pk}/", {"kind": "club", "name": ""}).status_code == 422
    assert "Trợ giúp pháp lý" in desk.get("/staff/hotline/points/").content.decode()
    assert at_the_desk(counsellor).get("/staff/hotline/points/").status_code == 403
