"""The risk protocol: questions are data, the level follows the worse answer, supervisors are called, words are sealed."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.callbacks.models import Task
from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from hotline.conversations.panels import shown
from hotline.conversations.services.erase import erase
from hotline.conversations.services.take import take
from hotline.risk import figures
from hotline.risk.models import Assessment
from hotline.risk.protocol import protocol
from hotline.risk.services.act import close, tick
from hotline.risk.services.assess import assess
from hotline.risk.states import Kind, Level, Outcome, Reply
from portal.audit.models import Entry
from tests.hotline.signed import at_the_desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def talk(started, counsellor) -> Conversation:
    return take(started.conversation.pk, counsellor)


def test_the_file_of_the_protocol_is_whole():
    known = protocol()
    assert set(known.dangers) == set(Kind.values)
    assert known.sources
    for danger in known.dangers.values():
        assert all(danger.steps[level] for level in Level)
        for question in danger.questions:
            assert all((question.vi, question.en, question.guidance_vi, question.guidance_en))
            assert {question.now_if, question.soon_if} & {"yes", "no"}


@pytest.mark.parametrize(
    ("kind", "replies", "level"),
    [
        ("overdose", {}, Level.WATCH),
        ("overdose", {"wakes": "yes", "breathes": "yes", "mixed": "no"}, Level.WATCH),
        ("overdose", {"wakes": "unsure"}, Level.NOW),
        ("overdose", {"mixed": "yes"}, Level.SOON),
        ("suicide", {"plan": "yes", "thoughts": "yes"}, Level.NOW),
        ("suicide", {"thoughts": "yes"}, Level.SOON),
        ("child", {"home": "yes"}, Level.SOON),
        ("withdrawal", {"fits": "yes"}, Level.NOW),
        ("violence", {"weapon": "yes"}, Level.NOW),
    ],
)
def test_the_worse_answer_makes_the_level(kind, replies, level):
    assert protocol().dangers[kind].level(replies) == level


def test_danger_now_calls_the_supervisors_and_puts_the_conversation_first(talk, counsellor, supervisor, colleague):
    assessment = assess(talk.pk, counsellor, Kind.OVERDOSE, {"wakes": "no"})
    task = Task.objects.get()
    assert (assessment.level, Conversation.objects.get().risk) == (Level.NOW, 1)
    assert (task.kind, task.escalated_at is not None) == ("risk", True)
    assert task in Task.objects.visible_to(supervisor)
    assert task not in Task.objects.visible_to(colleague)
    close(assessment.pk, counsellor, Outcome.HELP_ON_THE_WAY)
    task.refresh_from_db()
    assert task.state == "done"


def test_new_replies_never_make_it_less_urgent_and_ticks_keep_their_first_time(talk, counsellor):
    first = assess(talk.pk, counsellor, Kind.SUICIDE, {"plan": "yes"})
    ticked = tick(first.pk, counsellor, ["not_alone", "nonsense"], "Chị gái đang đến")
    again = assess(talk.pk, counsellor, Kind.SUICIDE, {"plan": "no", "alien": "yes", "alone": "maybe"})
    assert (again.pk, again.level, again.replies) == (first.pk, Level.NOW, {"plan": "no"})
    later = tick(first.pk, counsellor, ["not_alone", "means_away"], "Chị gái đã đến")
    assert later.done["not_alone"] == ticked.done["not_alone"]
    assert set(later.done) == {"not_alone", "means_away"}


def test_the_panel_comes_first_and_unfolded_only_while_life_may_be_in_danger(talk, counsellor, colleague):
    calm = [(panel.name, content.get("open")) for panel, content in shown(talk, counsellor)]
    assert ("risk-later", False) in calm
    assess(talk.pk, counsellor, Kind.OVERDOSE, {"breathes": "no"})
    talk.refresh_from_db()
    first, content = shown(talk, counsellor)[0]
    assert (first.name, content["open"]) == ("risk", True)
    assert "risk" not in [panel.name for panel, _content in shown(talk, colleague)]


def test_the_forms_of_the_panel_work_as_plain_pages(talk, counsellor):
    desk, base = at_the_desk(counsellor), f"/staff/hotline/c/{talk.pk}/risk/"
    assert desk.post(f"{base}suicide/", {"thoughts": "yes"}).status_code == 302
    one = Assessment.objects.get()
    assert (
        desk.post(f"/staff/hotline/risk/{one.pk}/steps/", {"steps": "doctor_today", "words": "mai"}).status_code == 302
    )
    assert desk.post(f"/staff/hotline/risk/{one.pk}/supervisor/").status_code == 302
    assert Task.objects.get().kind == "risk"
    assert desk.post(f"/staff/hotline/risk/{one.pk}/end/", {"outcome": "safer"}).status_code == 302
    assert desk.post(f"/staff/hotline/risk/{one.pk}/supervisor/").status_code == 302
    one.refresh_from_db()
    assert (one.outcome, list(one.done), one.words) == ("safer", ["doctor_today"], "mai")


def test_bad_input_is_said_in_the_panel_and_nothing_typed_is_lost(talk, counsellor):
    desk, base = at_the_desk(counsellor), f"/staff/hotline/c/{talk.pk}/risk/"
    assert desk.post(f"{base}nonsense/", {}).status_code == 404
    assert desk.post(f"{base}suicide/", {"plan": "maybe"}).status_code == 422
    one = assess(talk.pk, counsellor, Kind.CHILD, {"home": "yes"})
    for sent in ({"words": "x" * 501}, {"steps": "alien", "words": "lời đang viết"}, {"words": "\x00"}):
        page = desk.post(f"/staff/hotline/risk/{one.pk}/steps/", sent)
        assert page.status_code == 422
    assert (
        "lời đang viết"
        in desk.post(
            f"/staff/hotline/risk/{one.pk}/steps/", {"steps": "alien", "words": "lời đang viết"}
        ).content.decode()
    )
    assert desk.post(f"/staff/hotline/risk/{one.pk}/end/", {"outcome": ""}).status_code == 422


def test_only_who_holds_the_conversation_writes_in_it(talk, counsellor, colleague, supervisor, officer):
    one = assess(talk.pk, counsellor, Kind.CHILD, {"home": "yes"})
    for user, status in ((colleague, 404), (supervisor, 404), (officer, 403)):
        desk = at_the_desk(user)
        assert desk.post(f"/staff/hotline/c/{talk.pk}/risk/suicide/", {"plan": "yes"}).status_code == status
        assert desk.post(f"/staff/hotline/risk/{one.pk}/end/", {"outcome": "safer"}).status_code == status


def test_words_die_with_the_conversation_and_figures_stay(talk, counsellor):
    one = assess(talk.pk, counsellor, Kind.SUICIDE, {"plan": "yes"})
    tick(one.pk, counsellor, ["not_alone"], "Chị gái ở Cầu Giấy")
    erase(talk.pk)
    one.refresh_from_db()
    assert (one.replies, one.done, one.words, one.level) == ({}, {}, "", Level.NOW)
    with pytest.raises(NotFound):
        close(one.pk, counsellor, Outcome.SAFER)
    rows = figures.assessments_between(timezone.now() - timedelta(hours=1), timezone.now() + timedelta(hours=1))
    assert [(row.kind, row.level, row.number) for row in rows] == [("suicide", 3, 1)]


def test_the_log_says_who_looked_at_which_danger_and_no_word(talk, counsellor):
    one = assess(talk.pk, counsellor, Kind.VIOLENCE, {"now": Reply.YES})
    tick(one.pk, counsellor, ["safe_place"], "đến nhà dì Ba")
    entries = Entry.objects.filter(action__startswith="risk.")
    assert {entry.action for entry in entries} == {"risk.assess", "risk.escalate"}
    assert not any("dì Ba" in str(entry.detail) for entry in entries)
