"""Blocks against abuse: no identity, no address; reported, reviewed, and over by themselves."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from hotline.conversations import blocking, errors
from hotline.conversations.models import Block, Conversation, DaySalt, NetworkMark
from hotline.conversations.services.erase import erase
from hotline.conversations.services.take import take
from hotline.supervision.retention import RULES
from portal.audit.models import Entry
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db
BEGIN = "/tro-chuyen/bat-dau/"


def begin(client, address="198.51.100.7", forwarded=""):
    client.cookies.clear()
    more = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    return client.post(BEGIN, {"topic": "self"}, REMOTE_ADDR=address, **more)


def talk_from(client, counsellor, **where) -> Conversation:
    begin(client, **where)
    return take(Conversation.objects.latest("created_at").pk, counsellor)


def test_a_block_ends_the_conversation_and_refuses_only_its_network_with_the_numbers(client, counsellor):
    held = talk_from(client, counsellor)
    blocking.block(held.pk, counsellor, "abuse", 4)
    refused = begin(client)
    assert refused.status_code == 403
    assert "115" in refused.content.decode()
    assert begin(client, "198.51.100.8").status_code == 302
    held.refresh_from_db()
    assert (held.state, held.blocked) == ("closed", True)


def test_without_hours_only_the_conversation_is_blocked(client, counsellor, says):
    held = talk_from(client, counsellor)
    blocking.block(held.pk, counsellor, "spam")
    assert begin(client).status_code == 302


def test_the_network_is_the_visitors_behind_a_trusted_proxy_and_nobody_forges_it(client, counsellor, settings):
    settings.TRUSTED_PROXIES = ["10.0.0.1"]
    held = talk_from(client, counsellor, address="10.0.0.1", forwarded="203.0.113.9")
    blocking.block(held.pk, counsellor, "threat", 1)
    assert begin(client, "10.0.0.1", "203.0.113.9").status_code == 403
    assert begin(client, "10.0.0.1", "203.0.113.10").status_code == 302
    assert begin(client, "198.51.100.1", "203.0.113.9").status_code == 302


def test_a_block_is_over_by_itself_and_with_the_days_salt(client, counsellor):
    held = talk_from(client, counsellor)
    blocking.block(held.pk, counsellor, "abuse", 1)
    Block.objects.update(until=timezone.now())
    assert begin(client).status_code == 302
    Block.objects.update(until=timezone.now() + timedelta(hours=1))
    assert begin(client).status_code == 403
    DaySalt.objects.all().delete()
    assert begin(client).status_code == 302


def test_no_address_is_stored_anywhere_and_marks_die_on_time_and_with_the_words(client, counsellor):
    held = talk_from(client, counsellor, address="203.0.113.77")
    blocking.block(held.pk, counsellor, "abuse", 24)
    for model in (Conversation, NetworkMark, Block, DaySalt, Entry):
        assert "203.0.113.77" not in str(list(model.objects.values()))
    erase(held.pk)
    assert not NetworkMark.objects.exists()
    begin(client, "203.0.113.78")
    later = timezone.now() + timedelta(days=2)
    assert RULES[0].apply(later, False) == 1
    assert not NetworkMark.objects.exists()
    assert not DaySalt.objects.exists()
    assert Block.objects.get().mark == ""


@pytest.mark.parametrize(
    ("reason", "hours"), [("", 0), ("dislike", 0), ("abuse", 2), ("abuse", True), ("abuse", 10**9)]
)
def test_an_unknown_reason_or_time_is_refused(started, counsellor, reason, hours):
    take(started.conversation.pk, counsellor)
    with pytest.raises(errors.BadFrame):
        blocking.block(started.conversation.pk, counsellor, reason, hours)


def test_a_supervisor_looks_at_each_block_and_may_lift_it(client, counsellor, supervisor):
    held = talk_from(client, counsellor)
    made = blocking.block(held.pk, counsellor, "abuse", 4)
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    assert str(counsellor) in client.get("/staff/hotline/supervise/blocks/").content.decode()
    client.post(f"/staff/hotline/supervise/blocks/{made.pk}/", {"act": "lift"})
    held.refresh_from_db()
    assert not held.blocked
    assert begin(client).status_code == 302
    assert client.post("/staff/hotline/supervise/blocks/999/").status_code in {302, 404}
    with pytest.raises(errors.NotFound):
        blocking.review(made.pk, counsellor, lift=True)


def test_the_panel_blocks_for_the_holder_only(client, started, counsellor, colleague):
    take(started.conversation.pk, counsellor)
    address = f"/staff/hotline/c/{started.conversation.pk}/block/"
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(colleague)
    assert client.post(address, {"reason": "abuse", "hours": "0"}).status_code == 404
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(counsellor)
    assert client.post(address, {"reason": "", "hours": "7"}).status_code == 422
    assert client.post(address, {"reason": "abuse", "hours": "0"}).status_code == 302
    assert Block.objects.get().reviewed_at is None
