"""Counsellors at the desk, seen a moment ago and with free hands."""

from collections.abc import Callable
from typing import Any

import pytest

from hotline.conversations.models import CounsellorPresence
from hotline.conversations.services import presence
from portal.accounts.models import Posting, Role, Team, User

Sit = Callable[..., User]


@pytest.fixture
def sit(db: Any) -> Sit:
    """Somebody sits down at the desk, available."""

    def sit_down(user: User | str, capacity: int = 4, role: Role = Role.COUNSELLOR) -> User:
        if isinstance(user, str):
            user = User.objects.create_user(f"{user}@demo.example", full_name=user)
            Posting.objects.create(user=user, role=role, team=Team.objects.get_or_create(name="Ca trực")[0])
        presence.seen(user)
        CounsellorPresence.objects.filter(user=user).update(capacity=capacity)
        return user

    return sit_down
