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
