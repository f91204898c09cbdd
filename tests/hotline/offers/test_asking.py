"""Warm transfer: the colleague is asked with a note and says yes or no; the holder keeps the person until the yes."""

import pytest
from django.utils import timezone

from hotline.conversations import errors
from hotline.conversations.models import Conversation, Note
from hotline.conversations.services import presence
from hotline.conversations.services.erase import erase
from hotline.conversations.services.guests import invite_guest, leave
from hotline.conversations.services.note import note, whisper
from hotline.conversations.services.opening import reachable
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Author
from hotline.offers import running_out
from hotline.offers.answering import accept, decline, take_or_accept
from hotline.offers.asking import ask, withdraw
from hotline.offers.errors import NotThere, OfferOver
from hotline.offers.frames import board_part
from hotline.offers.models import Offer
from portal.accounts.models import Team
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db
UUID = "6b1f0c3a-3f3a-4a0e-9d7e-0123456789ab"


@pytest.fixture
def held(started, sit, counsellor, colleague) -> Conversation:
    sit(counsellor)
    sit(colleague)
    return take(started.conversation.pk, counsellor)


def holder() -> str:
    return str(Conversation.objects.get().counsellor.email)


def test_the_colleague_sees_the_note_and_accepting_moves_the_conversation(held, counsellor, colleague):
    ask(held.pk, counsellor, f"counsellor:{colleague.pk}", "lần đầu kể chuyện nhà")
    shown = board_part(colleague)["offers"][0]
    assert (shown["kind"], shown["from"], shown["note"]) == ("transfer", str(counsellor), "lần đầu kể chuyện nhà")
    assert holder() == counsellor.email
    assert board_part(counsellor)["asked"][0]["to"] == str(colleague)
    accept(Offer.objects.live().get().pk, colleague)
    assert holder() == colleague.email
    assert Entry.objects.filter(action="conversation.accept", actor=colleague).exists()


def test_a_take_of_the_one_who_is_asked_means_yes(held, counsellor, colleague):
    ask(held.pk, counsellor, colleague.email)
    assert take_or_accept(held.pk, colleague).counsellor == colleague


def test_a_no_comes_back_with_its_words_and_the_holder_goes_on(held, counsellor, colleague):
    ask(held.pk, counsellor, colleague.email)
    decline(Offer.objects.get().pk, colleague, "đang có ca khẩn cấp")
    assert holder() == counsellor.email
    told = Note.objects.get()
    assert told.author is None
    assert "đang có ca khẩn cấp" in told.body
    assert post_message(held.pk, Author.COUNSELLOR, UUID, "Tôi vẫn ở đây", sender=counsellor).created


def test_silence_comes_back_with_a_note_and_a_late_yes_is_refused(held, counsellor, colleague):
    ask(held.pk, counsellor, colleague.email)
    Offer.objects.update(expires_at=timezone.now())
    with pytest.raises(OfferOver):
        accept(Offer.objects.get().pk, colleague)
    assert running_out.expire() == 1
    assert running_out.expire() == 0
    assert Note.objects.count() == 1
    assert holder() == counsellor.email


def test_an_absent_colleague_is_not_asked(held, counsellor, colleague):
    presence.set_presence(colleague, "away")
    with pytest.raises(NotThere):
        ask(held.pk, counsellor, colleague.email, "xin giúp")
    assert not Note.objects.exists()
    presence.gone(colleague)
    with pytest.raises(NotThere):
        ask(held.pk, counsellor, colleague.email)


def test_a_team_needs_no_yes(held, counsellor):
    assert ask(held.pk, counsellor, f"team:{Team.objects.get().pk}", "ca đêm đi tiếp giúp") is None
    assert Conversation.objects.get().state == "waiting"
    assert Note.objects.get().body == "ca đêm đi tiếp giúp"


def test_a_second_question_takes_back_the_first_and_withdrawing_the_second(held, counsellor, colleague, sit):
    third = sit("hoa")
    ask(held.pk, counsellor, colleague.email)
    ask(held.pk, counsellor, third.email)
    assert [offer.counsellor for offer in Offer.objects.live()] == [third]
    withdraw(held.pk, counsellor)
    assert not Offer.objects.live().exists()


def test_only_the_holder_asks_and_not_themselves(held, counsellor, colleague, supervisor):
    with pytest.raises(errors.NotFound):
        ask(held.pk, colleague, counsellor.email)
    with pytest.raises(errors.BadFrame):
        ask(held.pk, counsellor, counsellor.email)
    with pytest.raises(errors.Taken):
        ask(start().conversation.pk, supervisor, colleague.email)


def test_a_guest_reads_along_and_writes_notes_but_never_to_the_person(held, counsellor, colleague):
    with pytest.raises(errors.NotFound):
        reachable(held.pk, colleague)
    invite_guest(held.pk, counsellor, colleague)
    invite_guest(held.pk, counsellor, colleague)
    assert reachable(held.pk, colleague)
    assert note(held.pk, colleague, "hỏi thêm về giấc ngủ")
    with pytest.raises(errors.NotOwner):
        post_message(held.pk, Author.COUNSELLOR, UUID, "x", sender=colleague)
    leave(held.pk, colleague, colleague.pk)
    with pytest.raises(errors.NotFound):
        reachable(held.pk, colleague)


def test_a_whisper_is_the_supervisors_and_dies_with_the_words(held, supervisor, colleague, counsellor):
    with pytest.raises(errors.NotFound):
        whisper(held.pk, colleague, "x")
    assert whisper(held.pk, supervisor, "hỏi xem có ai ở cạnh không").whisper
    ask(held.pk, counsellor, colleague.email, "lời nhắn")
    erase(held.pk)
    assert not Note.objects.exists()
    assert Offer.objects.get().state == "withdrawn"
    assert Offer.objects.get().note is None
