"""Takes a filed registration through the moves, as the right people at the right time would."""

from datetime import datetime, timedelta

from registration.casework.actions.begin_aftercare import begin_aftercare
from registration.casework.actions.close import close
from registration.casework.actions.complete_treatment import complete_treatment
from registration.casework.actions.decide import decide
from registration.casework.actions.request_completion import request_completion
from registration.casework.actions.start import start
from registration.casework.clock import VIETNAM, end_of_day
from registration.casework.models import Registration
from tests.registration.casework.cast import MORNING, Cast, filed


def day(moment: datetime):
    return moment.astimezone(VIETNAM).date()


def to(status: str, cast: Cast, **changes) -> Registration:
    """A registration of the cast's ward in `status`, filed at MORNING."""
    if status == "prepared":
        return filed(cast.ward, file_now=False, **changes)
    registration = filed(cast.ward, **changes)
    if status == "received":
        return registration
    now = MORNING + timedelta(hours=1)
    if status == "completion_requested":
        return request_completion(
            registration, cast.officer, missing=["residence"], message="Mang theo giấy tờ nhà.", now=now
        )
    registration = decide(
        registration, cast.chief, place="home_community", starts_on=day(now), stepped_up=True, now=now
    )
    if status == "decided":
        return registration
    registration = start(registration, cast.officer, started_on=day(now), now=now)
    if status == "in_treatment":
        return registration
    now = end_of_day(registration.ends_on) - timedelta(hours=5)
    registration = complete_treatment(registration, cast.chief, stepped_up=True, now=now)
    if status == "completed":
        return registration
    registration = begin_aftercare(
        registration, cast.chair, helper=cast.helper, organisation="Hội Phụ nữ phường", stepped_up=True, now=now
    )
    if status == "aftercare":
        return registration
    now = end_of_day(registration.aftercare_ends_on) - timedelta(hours=5)
    assert status == "closed"
    return close(registration, cast.chair, now=now)
