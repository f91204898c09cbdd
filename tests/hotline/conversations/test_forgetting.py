"""Erasing destroys every word at once; retention does it on time; nothing joins the hotline to a registration."""

from datetime import timedelta

import pytest
from django.apps import apps
from django.db import connection
from django.utils import timezone

from hotline.conversations import errors
from hotline.conversations.models import Conversation, Message, Note
from hotline.conversations.retention import RULES
from hotline.conversations.services.erase import erase
from hotline.conversations.services.note import note
from hotline.conversations.services.receive_sms import receive_sms
from hotline.conversations.services.start import find_by_secret, start
from hotline.conversations.services.take import take


def test_erase_leaves_no_word_no_name_and_no_way_back(started, says, counsellor):
    says(started, "xin hãy quên")
    take(started.conversation.pk, counsellor)
    note(started.conversation.pk, counsellor, "ghi chú")
    assert erase(started.conversation.pk)
    left = Conversation.objects.get()
    assert (left.nickname, left.secret_hash, left.province_code, left.state) == ("", None, "", "closed")
    assert not Message.objects.exists()
    assert not Note.objects.exists()
    assert find_by_secret(started.secret) is None


def test_erasing_twice_is_harmless_and_writing_afterwards_is_refused(started, says):
    assert erase(started.conversation.pk)
    assert not erase(started.conversation.pk)
    with pytest.raises(errors.NotFound):
        says(started, "còn đó không?")


def test_retention_forgets_web_after_30_days_and_sms_after_180(db):
    now = timezone.now()
    web, fresh, sms = start().conversation, start().conversation, receive_sms("+84900000001", "chào", external_id="t:1")
    Conversation.objects.filter(pk=web.pk).update(last_activity_at=now - timedelta(days=31))
    Conversation.objects.filter(pk=sms.conversation.pk).update(last_activity_at=now - timedelta(days=31))
    assert [rule.apply(now, True) for rule in RULES()] == [1, 0]
    assert [rule.apply(now, False) for rule in RULES()] == [1, 0]
    assert set(Conversation.objects.filter(erased_at=None)) == {fresh, sms.conversation}
    assert [rule.apply(now + timedelta(days=181), False) for rule in RULES()] == [1, 1]
    assert not Message.objects.exists()


def test_no_key_joins_the_hotline_to_a_registration():
    hotline = [model for model in apps.get_models() if model.__module__.startswith("hotline.")]
    registration = [model for model in apps.get_models() if model.__module__.startswith("registration.")]
    assert hotline
    assert registration
    for ours, theirs in ((hotline, "registration."), (registration, "hotline.")):
        for model in ours:
            targets = [field.related_model.__module__ for field in model._meta.get_fields() if field.related_model]
            assert not [name for name in targets if isinstance(name, str) and name.startswith(theirs)], model


def test_no_column_of_one_side_is_named_after_the_other(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = 'public'")
        columns = cursor.fetchall()
    ours = [column for table, column in columns if table.startswith(("conversations_", "hotline_", "visitor_"))]
    theirs = [column for table, column in columns if table.startswith(("casework_", "intake_"))]
    assert ours
    assert not [name for name in ours if "registration" in name or "dossier" in name or name == "code"]
    assert not [name for name in theirs if "conversation" in name or "chat" in name]


def test_the_phone_index_fits_no_other_table(db):
    from portal.privacy.index import blind_index

    received = receive_sms("+84900000002", "chào", external_id="t:2")
    others = {blind_index("+84900000002", purpose) for purpose in ("phone", "registration.phone", "sms")}
    assert received.conversation.phone_index not in others
