"""The demo rows of the four rooms load once, by the same functions as real ones."""

import io

import pytest

from hotline.callbacks import demo as tasks
from hotline.callbacks.models import Task
from hotline.cases import demo as cases
from hotline.cases.models import Case
from hotline.cases.services.enter import enter
from hotline.conversations import demo as talks
from hotline.referrals import demo as referrals
from hotline.referrals.models import Point, Referral
from hotline.referrals.states import PointKind
from hotline.risk import demo as risk
from hotline.risk.models import Assessment
from portal.accounts.models import Posting, Role, Team, User


@pytest.fixture
def _counsellor(db):
    user = User.objects.create_user("counsellor1@demo.example", full_name="Lý Thanh Tâm")
    Posting.objects.create(user=user, role=Role.COUNSELLOR, team=Team.objects.create(name="Ca trực"))
    Point.objects.create(kind=PointKind.CLUB, name="Câu lạc bộ Thử nghiệm")


@pytest.mark.usefixtures("_counsellor")
def test_loading_twice_changes_nothing():
    counts = []
    for _ in range(2):
        for room in (talks, tasks, referrals, risk, cases):
            room.load(0.01, io.StringIO())
        counts.append([model.objects.count() for model in (Task, Referral, Assessment, Case)])
    assert counts[0] == counts[1]
    assert all(counts[0])
    assert enter(cases.SIGN, cases.PIN, "a network")
