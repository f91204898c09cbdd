"""The cast of the hotline's tests: two counsellors and a supervisor, and a person who has just written."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from hotline.conversations.services.post_message import Ack, post_message
from hotline.conversations.services.start import Started, start
from hotline.conversations.states import Author
from portal.accounts.models import Posting, Role, Team, User
from portal.places.models import Province, Ward


def _staff(email: str, role: Role, **place: Any) -> User:
    place = place or {"team": Team.objects.get_or_create(name="Ca trực")[0]}
    user = User.objects.create_user(email, full_name=email.split("@", maxsplit=1)[0])
    Posting.objects.create(user=user, role=role, **place)
    return user


@pytest.fixture
def counsellor(db: Any) -> User:
    return _staff("lan@demo.example", Role.COUNSELLOR)


@pytest.fixture
def colleague(db: Any) -> User:
    return _staff("minh@demo.example", Role.COUNSELLOR)


@pytest.fixture
def supervisor(db: Any) -> User:
    return _staff("thu@demo.example", Role.SUPERVISOR)


@pytest.fixture
def officer(db: Any) -> User:
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    ward = Ward.objects.create(code="00070", name="Hoàn Kiếm", folded="hoan kiem", kind="phuong", province=province)
    return _staff("officer@demo.example", Role.POLICE_OFFICER, ward=ward)


@pytest.fixture
def started(db: Any) -> Started:
    return start(topic="family", nickname="Bình Minh", province="01")


@pytest.fixture
def says(db: Any) -> Callable[..., Ack]:
    """The visitor says something in a conversation."""

    def say(started: Started, body: str, client_id: str = "") -> Ack:
        return post_message(started.conversation.pk, Author.VISITOR, client_id or str(uuid4()), body)

    return say
