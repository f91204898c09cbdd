"""A counsellor's own desk over the socket: unsent words, what is put aside, what is left to wrap up."""

from uuid import uuid4

import pytest
from asgiref.sync import sync_to_async

from hotline.console.models import Draft, WrapUp
from hotline.conversations.services.close import close
from hotline.conversations.services.end import end
from hotline.conversations.services.erase import erase
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take, take_over
from hotline.conversations.services.transfer import transfer
from tests.hotline.sockets import signed_in, staff

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def session(counsellor):
    return signed_in(counsellor)


@pytest.fixture
def mine(started, counsellor):
    take(started.conversation.pk, counsellor)
    return str(started.conversation.pk)


async def opened(console, key):
    await console.tell("resume", conversation=key, after=0)
    return await console.hear_a("welcome", conversation=key)


async def test_unsent_words_wait_in_their_own_conversation_on_every_tab(session, mine, counsellor):
    other = await sync_to_async(start)()
    await sync_to_async(take)(other.conversation.pk, counsellor)
    async with staff(session) as console, staff(session) as tab:
        await opened(tab, mine)
        assert (await opened(console, mine))["drafts"] == {"reply": "", "note": ""}
        await console.tell("draft", conversation=mine, box="reply", body="  còn dở ", mark=7)
        assert (await console.hear_a("draft_kept"))["mark"] == 7
        assert (await tab.hear_a("draft"))["drafts"]["reply"] == "  còn dở "
        await console.tell("draft", conversation=mine, box="note", body="hỏi trưởng ca", mark=8)
        assert (await tab.hear_a("draft"))["drafts"] == {"reply": "  còn dở ", "note": "hỏi trưởng ca"}
        assert (await opened(console, str(other.conversation.pk)))["drafts"] == {"reply": "", "note": ""}
    async with staff(session) as later:
        assert (await opened(later, mine))["drafts"]["reply"] == "  còn dở "
    row = await Draft.objects.filter(kind="reply").values_list("conversation_id", "user_id").aget()
    assert (str(row[0]), row[1]) == (mine, counsellor.pk)


async def test_sent_words_are_no_draft_any_more_but_words_begun_since_stay(session, mine):
    async with staff(session) as console:
        await opened(console, mine)
        await console.tell("draft", conversation=mine, body="Chào bạn ", mark=1)
        await console.hear_a("draft_kept")
        await console.tell("send", conversation=mine, client_id=str(uuid4()), body="Chào bạn")
        await console.hear_a("ack")
        assert (await opened(console, mine))["drafts"]["reply"] == ""
        await console.tell("draft", conversation=mine, body="Câu sau", mark=2)
        await console.hear_a("draft_kept")
        await console.tell("send", conversation=mine, client_id=str(uuid4()), body="Câu trước")
        await console.hear_a("ack")
        assert (await opened(console, mine))["drafts"]["reply"] == "Câu sau"


async def test_a_draft_is_nobody_elses_not_even_after_the_conversation_changed_hands(session, mine, colleague):
    async with staff(session) as console, staff(await sync_to_async(signed_in)(colleague)) as other:
        await opened(console, mine)
        await console.tell("draft", conversation=mine, body="riêng tôi", mark=1)
        await console.hear_a("draft_kept")
        await other.tell("draft", conversation=mine, body="x")
        assert (await other.hear_a("error"))["code"] == "not_found"
        await console.tell("transfer", conversation=mine, to=f"counsellor:{colleague.pk}")
        await console.hear_a("state", gone=True)
        assert (await opened(other, mine))["drafts"]["reply"] == ""


@pytest.mark.parametrize("body", [None, 5, "a\x00b", "x" * 4001])
async def test_a_draft_that_cannot_be_kept_is_refused_with_a_code(session, mine, body):
    async with staff(session) as console:
        await console.tell("draft", conversation=mine, body=body)
        assert (await console.hear_a("error"))["code"] in {"bad_frame", "too_long"}


def test_drafts_go_with_the_words_and_replies_with_the_end(started, counsellor, supervisor):
    key = started.conversation.pk
    take(key, counsellor)
    for kind in ("reply", "note"):
        Draft.objects.create(conversation=started.conversation, user=counsellor, kind=kind, body="điều riêng")
    take_over(key, supervisor)
    close(key, supervisor, {})
    assert [draft.kind for draft in Draft.objects.all()] == ["note"]
    erase(key)
    assert not Draft.objects.exists()


async def test_put_aside_hides_until_the_person_writes(session, mine, started, says):
    async with staff(session) as console:
        await opened(console, mine)
        await console.tell("snooze", conversation=mine, minutes=30)
        while not (await console.hear_a("queue"))["items"][0].get("snoozed_until"):
            pass
        await sync_to_async(says)(started, "còn đó không ạ")
        while (await console.hear_a("queue"))["items"][0].get("snoozed_until"):
            pass
        for minutes in (-1, 10**6, "5", True):
            await console.tell("snooze", conversation=mine, minutes=minutes)
            assert (await console.hear_a("error"))["code"] == "bad_frame"


async def test_only_the_holder_puts_aside(session, mine, supervisor):
    async with staff(await sync_to_async(signed_in)(supervisor)) as boss:
        await boss.tell("snooze", conversation=mine, minutes=5)
        assert (await boss.hear_a("error"))["code"] == "not_owner"


async def test_an_ended_conversation_stays_to_be_wrapped_up_until_it_is_said_what_came(session, mine):
    async with staff(session) as console:
        await opened(console, mine)
        await sync_to_async(end)(mine)
        while mine not in [item["conversation"] for item in (await console.hear_a("queue"))["to_wrap_up"]]:
            pass
        answers = {"outcome": "referred", "topics": ["family", "treatment", "x"], "risk": "some", "referral": "yes"}
        await console.tell("close", conversation=mine, wrap_up=answers)
        while (await console.hear_a("queue"))["to_wrap_up"]:
            pass
    wrap_up = await WrapUp.objects.select_related("conversation").aget()
    assert (wrap_up.topics, wrap_up.risk, wrap_up.referral) == (["family", "treatment"], "some", True)
    assert (wrap_up.conversation.outcome, wrap_up.conversation.topic) == ("referred", "family")


async def test_a_wrap_up_of_the_plain_protocol_still_closes(session, mine):
    async with staff(session) as console:
        await opened(console, mine)
        await console.tell("close", conversation=mine, wrap_up={"outcome": "supported", "topic": "young", "risk": []})
        assert (await console.hear_a("state", state="closed"))["outcome"] == "supported"
    wrap_up = await WrapUp.objects.aget()
    assert (wrap_up.topics, wrap_up.risk, wrap_up.referral) == (["young"], "", None)


async def test_transferred_away_there_is_nothing_to_wrap_up(session, mine, counsellor, colleague):
    await sync_to_async(transfer)(mine, counsellor, f"counsellor:{colleague.pk}")
    await sync_to_async(close)(mine, colleague, {})
    async with staff(session) as console:
        assert (await console.hear_a("queue"))["to_wrap_up"] == []
