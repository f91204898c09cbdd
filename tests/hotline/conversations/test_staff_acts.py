"""Take, release, transfer, take over, close, note: one holder at any moment, everything in the audit log."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection

from hotline.conversations import errors
from hotline.conversations.models import Conversation, CounsellorPresence
from hotline.conversations.services import close, end, note, opening, release, take, transfer
from hotline.conversations.services.start import start
from portal.accounts.models import Posting, Role, Team, User
from portal.audit.models import Entry


@pytest.mark.django_db(transaction=True)
def test_of_fifty_who_press_take_at_once_one_wins():
    conversation = start().conversation
    team = Team.objects.create(name="Ca trực")
    people = [User.objects.create(email=f"c{number}@demo.example") for number in range(50)]
    for person in people:
        Posting.objects.create(user=person, role=Role.COUNSELLOR, team=team)

    def press(person: User) -> bool:
        try:
            take.take(conversation.pk, person)
        except errors.Taken:
            return False
        else:
            return True
        finally:
            connection.close()

    with ThreadPoolExecutor(25) as pool:
        won = [person for person, result in zip(people, pool.map(press, people), strict=True) if result]
    conversation.refresh_from_db()
    assert [conversation.counsellor] == won
    assert Entry.objects.filter(action="conversation.take").count() == 1


def test_police_never_see_a_conversation(started, officer):
    with pytest.raises(errors.NotFound):
        take.take(started.conversation.pk, officer)
    with pytest.raises(errors.NotFound):
        opening.open_conversation(started.conversation.pk, officer)


def test_a_counsellor_reads_only_what_they_hold_and_a_supervisor_all(started, counsellor, colleague, supervisor):
    take.take(started.conversation.pk, counsellor)
    assert opening.open_conversation(started.conversation.pk, counsellor)
    assert opening.open_conversation(started.conversation.pk, supervisor)
    with pytest.raises(errors.NotFound):
        opening.open_conversation(started.conversation.pk, colleague)
    assert Entry.objects.filter(action="conversation.open").count() == 2


def test_nobody_takes_more_than_their_capacity(counsellor):
    CounsellorPresence.objects.create(user=counsellor, capacity=1)
    first, second = start().conversation, start().conversation
    take.take(first.pk, counsellor)
    with pytest.raises(errors.Full):
        take.take(second.pk, counsellor)


def test_a_released_conversation_keeps_its_place(started, counsellor):
    later = start().conversation
    take.take(started.conversation.pk, counsellor)
    release.release(started.conversation.pk, counsellor)
    assert list(Conversation.objects.waiting()) == [started.conversation, later]


def test_transfer_to_a_colleague_by_mail_and_to_a_team(started, counsellor, colleague):
    take.take(started.conversation.pk, counsellor)
    moved = transfer.transfer(started.conversation.pk, counsellor, colleague.email)
    assert moved.counsellor == colleague
    team = Team.objects.get()
    moved = transfer.transfer(started.conversation.pk, colleague, f"team:{team.pk}")
    assert (moved.state, moved.team, moved.counsellor) == ("waiting", team, None)


def test_transfer_to_nobody_or_to_the_police_is_refused(started, counsellor, officer):
    take.take(started.conversation.pk, counsellor)
    for target in (
        "nobody@demo.example",
        officer.email,
        f"counsellor:{officer.pk}",
        "team:99999",
        99999,
        True,
        None,
        "team:x",
    ):
        with pytest.raises(errors.BadFrame):
            transfer.transfer(started.conversation.pk, counsellor, target)


def test_a_supervisor_takes_over_by_declaration_and_a_colleague_cannot(started, counsellor, colleague, supervisor):
    take.take(started.conversation.pk, counsellor)
    with pytest.raises(errors.NotFound):
        take.take_over(started.conversation.pk, colleague)
    assert take.take_over(started.conversation.pk, supervisor).counsellor == supervisor
    assert Entry.objects.filter(action="conversation.take_over").exists()


def test_close_keeps_the_wrap_up_and_a_second_close_changes_no_time(started, counsellor):
    take.take(started.conversation.pk, counsellor)
    wrap_up = {"outcome": "referred", "topic": "treatment", "words": "hẹn gọi lại thứ hai"}
    closed = close.close(started.conversation.pk, counsellor, wrap_up)
    again = close.close(started.conversation.pk, counsellor, {"outcome": "no such"})
    assert (again.outcome, again.topic, again.wrap_up_words) == ("referred", "treatment", "hẹn gọi lại thứ hai")
    assert again.closed_at == closed.closed_at


def test_after_the_person_left_the_counsellor_still_wraps_up(started, counsellor):
    take.take(started.conversation.pk, counsellor)
    end.end(started.conversation.pk)
    closed = close.close(started.conversation.pk, counsellor, {"outcome": "informed"})
    assert (closed.outcome, closed.ended_by) == ("informed", "visitor")


def test_a_note_is_no_message(started, counsellor):
    take.take(started.conversation.pk, counsellor)
    before = started.conversation.messages.count()
    note.note(started.conversation.pk, counsellor, "lần thứ hai trong tuần")
    assert started.conversation.messages.count() == before
    assert started.conversation.notes.get().body == "lần thứ hai trong tuần"


def test_the_audit_holds_no_word_of_the_conversation(started, says, counsellor):
    says(started, "bí mật của tôi")
    take.take(started.conversation.pk, counsellor)
    opening.open_conversation(started.conversation.pk, counsellor)
    assert "bí mật" not in str(list(Entry.objects.values()))


def test_an_unknown_conversation_is_not_found(counsellor):
    with pytest.raises(errors.NotFound):
        take.take(uuid4(), counsellor)
