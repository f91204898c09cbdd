"""The supervisor's board: figures without words, for supervisors only, the same queries however long the queue."""

from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.conf import settings
from django.utils import timezone

from hotline.conversations.models import Conversation, Note
from hotline.conversations.services import presence
from hotline.conversations.services.end import end
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.offers.models import Desk
from hotline.supervision.board import ROWS, board
from portal.audit.models import Entry
from tests.hotline.sockets import ORIGIN, Socket, signed_in

BOARD = "/staff/hotline/supervise/"


@pytest.fixture
def boss(client, supervisor):
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    return client


@pytest.mark.django_db
def test_who_may_open_the_pages_of_the_shift_lead(client, counsellor, supervisor, officer):
    pages = [BOARD, f"{BOARD}blocks/", f"{BOARD}forecast/", f"{BOARD}quality/", "/staff/hotline/giving-out/"]
    assert {client.get(page).status_code for page in pages} == {302}
    for user, status in ((counsellor, 403), (officer, 403), (supervisor, 200)):
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
        assert {client.get(page).status_code for page in pages} == {status}
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor, verified=False)
    assert client.get(BOARD).status_code == 302


@pytest.mark.django_db
def test_the_figures_are_those_of_the_line(started, says, counsellor):
    says(started, "nó bị sốc thuốc")
    other = start()
    take(started.conversation.pk, counsellor)
    end(other.conversation.pk)
    start()
    midnight = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    now = max(timezone.now(), midnight + timedelta(minutes=2))
    Conversation.objects.filter(state="waiting").update(
        waiting_since=now - timedelta(minutes=7), created_at=now - timedelta(seconds=61)
    )
    seen = board(now)
    assert (seen.waiting, seen.open, seen.danger, seen.longest_minutes) == (1, 1, 1, 7)
    assert (seen.ended_today, seen.abandoned_today) == (1, 1)
    assert (seen.level, seen.level_of) == (0, 1)
    assert [(one.user, one.held) for one in seen.people] == [(counsellor, 1)]


@pytest.mark.django_db
def test_the_service_level_counts_answers_within_the_minute_and_no_one_who_left_at_once():
    now = timezone.now()
    midnight = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    began = max(midnight, now - timedelta(minutes=5))
    for seconds in (20, 59, 61):
        Conversation.objects.create(created_at=began, first_answer_at=began + timedelta(seconds=seconds), state="open")
    Conversation.objects.create(
        created_at=began, state="closed", ended_by="visitor", closed_at=began + timedelta(seconds=30)
    )
    seen = board(began + timedelta(seconds=100))
    assert (seen.level, seen.level_of, seen.abandoned_today) == (67, 3, 1)


@pytest.mark.django_db
def test_the_board_takes_the_same_queries_and_bounded_rows_for_two_and_for_three_hundred(
    counsellor, colleague, django_assert_num_queries
):
    presence.seen(counsellor)
    presence.seen(colleague)
    take(start().conversation.pk, counsellor)
    start()
    with django_assert_num_queries(15) as few:
        board()
    Conversation.objects.bulk_create(Conversation(state="waiting") for _each in range(300))
    with django_assert_num_queries(len(few.captured_queries)):
        seen = board()
    assert (seen.waiting, len(seen.waiting_rows), seen.waiting_more) == (301, ROWS, 301 - ROWS)


@pytest.mark.django_db
def test_a_counsellor_who_needs_a_rest_or_is_away_is_shown_so(boss, counsellor):
    presence.seen(counsellor)
    Desk.objects.create(user=counsellor, away_because="missed", day=timezone.localdate(), day_s=7 * 3600)
    page = boss.get(BOARD).content.decode()
    assert "govuk-tag--yellow" in page
    assert str(counsellor) in page


@pytest.mark.django_db
def test_no_word_and_no_nickname_is_on_the_board(boss, started, says):
    says(started, "lời rất riêng")
    page = boss.get(BOARD).content.decode()
    assert "lời rất riêng" not in page
    assert "Bình Minh" not in page


@pytest.mark.django_db
def test_reading_along_is_audited_once_and_shows_what_is_said(boss, started, says, counsellor):
    take(started.conversation.pk, counsellor)
    says(started, "em không biết nói với ai")
    page = f"{BOARD}talk/{started.conversation.pk}/"
    assert "em không biết nói với ai" in boss.get(page).content.decode()
    assert "em không biết nói với ai" in boss.get(f"{page}now/").content.decode()
    assert Entry.objects.filter(action="conversation.open").count() == 1


@pytest.mark.django_db
def test_whisper_reassign_and_take_over(boss, started, counsellor, colleague, supervisor):
    take(started.conversation.pk, counsellor)
    presence.seen(colleague)
    page = f"{BOARD}talk/{started.conversation.pk}/"
    assert boss.post(f"{page}whisper/", {"words": ""}).status_code == 422
    boss.post(f"{page}whisper/", {"words": "hỏi xem có an toàn không"})
    assert Note.objects.get().whisper
    boss.post(f"{page}give/", {"to": f"counsellor:{colleague.pk}"})
    assert Conversation.objects.get().counsellor == colleague
    assert boss.post(f"{page}give/", {"to": "counsellor:x"}, follow=True).status_code == 200
    boss.post(f"{page}take-over/")
    assert Conversation.objects.get().counsellor == supervisor
    assert Entry.objects.filter(action="conversation.take_over").exists()


@pytest.mark.django_db
def test_one_who_waits_can_be_given_to_a_counsellor_or_a_team(boss, started, counsellor):
    page = f"{BOARD}talk/{started.conversation.pk}/give/"
    boss.post(page, {"to": f"team:{counsellor.postings.get().team_id}"})
    assert Conversation.objects.get().team_id
    boss.post(page, {"to": f"counsellor:{counsellor.pk}"})
    assert Conversation.objects.get().counsellor == counsellor
    assert Entry.objects.filter(action="conversation.reassign").count() == 2


@pytest.mark.django_db
def test_an_unknown_or_erased_conversation_is_not_there(boss):
    missing = "11111111-2222-4333-8444-555555555555"
    for page in ("", "now/"):
        assert boss.get(f"{BOARD}talk/{missing}/{page}").status_code == 404
    for act in ("whisper/", "give/", "take-over/"):
        assert boss.post(f"{BOARD}talk/{missing}/{act}", {"words": "x", "to": "team:1"}).status_code == 404


def board_socket(key: str) -> Socket:
    return Socket(f"{BOARD}ws", f"{settings.SESSION_COOKIE_NAME}={key}", origin=ORIGIN)


@pytest.mark.django_db(transaction=True)
async def test_the_board_moves_by_itself_over_the_socket(started, supervisor, counsellor):
    key = await sync_to_async(signed_in)(supervisor)
    async with board_socket(key) as wall:
        first = await wall.hear_a("board")
        assert "<dl" in first["html"]
        await sync_to_async(take)(started.conversation.pk, counsellor)
        while str(counsellor) not in (await wall.hear_a("board"))["html"]:
            pass
        await wall.tell("take", conversation=str(started.conversation.pk))
        assert (await wall.hear_a("error"))["code"] == "bad_frame"
    other = board_socket(await sync_to_async(signed_in)(counsellor))
    assert await other.opened()
    assert await other.closed_with() == 4403
