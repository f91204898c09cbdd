"""The demo conversations load once, through the same functions as real ones."""

import io

from hotline.conversations import demo
from hotline.conversations.models import Conversation
from portal.accounts.models import Posting, Role, Team, User


def test_loading_twice_changes_nothing(db):
    user = User.objects.create_user("counsellor1@demo.example", full_name="Lý Thanh Tâm")
    Posting.objects.create(user=user, role=Role.COUNSELLOR, team=Team.objects.create(name="Ca trực"))
    demo.load(0.02, io.StringIO())
    first = set(Conversation.objects.values_list("pk", "state", "channel"))
    demo.load(0.02, io.StringIO())
    assert set(Conversation.objects.values_list("pk", "state", "channel")) == first
    assert {state for _pk, state, _channel in first} == {"waiting", "open", "closed"}
    assert "sms" in {channel for _pk, _state, channel in first}


def test_many_talks_are_copies_sealed_anew_and_only_what_is_missing_is_added(db, monkeypatch):
    user = User.objects.create_user("counsellor1@demo.example", full_name="Lý Thanh Tâm")
    Posting.objects.create(user=user, role=Role.COUNSELLOR, team=Team.objects.create(name="Ca trực"))
    monkeypatch.setattr(demo, "MOST_PLAYED", 8)
    demo.load(0.06, io.StringIO())
    demo.load(0.06, io.StringIO())
    assert Conversation.objects.count() == 30
    closed = Conversation.objects.filter(state="closed")
    assert {talk.messages.count() for talk in closed} == {closed[0].last_seq}
    demo.load(0.08, io.StringIO())
    assert Conversation.objects.count() == 40
