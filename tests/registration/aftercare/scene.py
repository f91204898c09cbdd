"""A person in aftercare with a helper, another helper in the ward, one next door, and the moments of the plan."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4

from portal.accounts.models import Posting, Role, User
from portal.places.models import Ward
from registration.aftercare.actions.settle_contact import Visit, record_visit
from registration.aftercare.models import FollowUp
from registration.casework.clock import VIETNAM
from registration.casework.models import Registration
from tests.registration.casework.cast import Cast, make_cast
from tests.registration.casework.walk import to


@dataclass
class Scene:
    """`person` is in aftercare since `began`; `noon(n)` is noon n days later."""

    cast: Cast
    person: Registration
    began: date
    other_helper: User
    helper_next_door: User

    def noon(self, days: int = 0) -> datetime:
        return datetime(self.began.year, self.began.month, self.began.day, 12, tzinfo=VIETNAM) + timedelta(days=days)

    def plan(self) -> list[FollowUp]:
        return list(self.person.follow_ups.filter(state="planned").order_by("due_on", "id"))


def posted_helper(name: str, ward: Ward) -> User:
    user = User.objects.create(email=f"{name}@demo.example", full_name=name.replace("_", " ").title(), password="!")
    Posting.objects.create(user=user, role=Role.HELPER, ward=ward, starts_on=date(2025, 7, 1))
    return user


def make_scene(status: str = "aftercare", **answers: Any) -> Scene:
    cast = make_cast()
    answers = {"support_needs": ["job", "papers"], "safe_contact": "Sau 19 giờ, nhắn tin trước"} | answers
    person = to(status, cast, **answers)
    person.refresh_from_db()
    event = person.events.filter(kind="begin-aftercare").first()
    began = event.at.astimezone(VIETNAM).date() if event else person.created_at.date()
    return Scene(
        cast=cast,
        person=person,
        began=began,
        other_helper=posted_helper("other_helper", cast.ward),
        helper_next_door=posted_helper("helper_next_door", cast.next_door),
    )


def visit(scene: Scene, contact: FollowUp | None, now: datetime, **changes: Any) -> FollowUp:
    """The helper records that the contact took place today."""
    told = {"happened_on": now.astimezone(VIETNAM).date(), "channel": "visit", "signal": "well"} | changes
    return record_visit(scene.person, scene.cast.helper, Visit(**told), key=uuid4(), contact=contact, now=now)
