"""A conversation that a counsellor holds, and two receiving points."""

import pytest

from hotline.conversations.models import Conversation
from hotline.conversations.services.take import take
from hotline.referrals.models import Point
from hotline.referrals.states import PointKind


@pytest.fixture
def club(db):
    return Point.objects.create(kind=PointKind.CLUB, name="Câu lạc bộ Thử nghiệm", email="clb@demo.example")


@pytest.fixture
def talk(started, counsellor) -> Conversation:
    return take(started.conversation.pk, counsellor)
