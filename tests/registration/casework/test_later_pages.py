"""The pages of draft, notice, handing over, standing still: they do it, and hostile words change nothing."""

from datetime import timedelta

import pytest

from registration.casework.actions.hand_over import waiting
from registration.casework.models import Registration
from tests.registration.casework.cast import MORNING, at, signed_in
from tests.registration.casework.walk import to

SOON = MORNING + timedelta(hours=3)
# (state, who, step, a good answer)
PAGES = [
    ("received", "officer", "draft-decision", {"place": "home_community", "starts_on": "6/10/2026", "reasons": "Đủ."}),
    ("in_treatment", "officer", "notify-end", {"notified_on": "6/10/2026"}),
    ("decided", "officer", "hand-over", {"paper": "?", "handed_on": "6/10/2026", "recipient": "self"}),
    ("decided", "chief", "suspend", {"reason": "hospital", "words": "Nằm viện."}),
]
WRONG = ("\x00", "x" * 5000, "9" * 40, "-1", "31/2/2026", "không có", "<script>")


def answered(registration: Registration, good: dict) -> dict:
    return {name: str(waiting(registration)[0].pk) if value == "?" else value for name, value in good.items()}


@pytest.mark.parametrize(("state", "who", "step", "good"), PAGES)
def test_a_good_answer_makes_the_step(cast, state, who, step, good):
    with at(SOON):
        registration = to(state, cast)
        url = f"/staff/registrations/{registration.display_code}/{step}/"
        client = signed_in(getattr(cast, who))
        assert client.get(url).status_code == 200
        assert client.post(url, answered(registration, good)).status_code == 302
    assert registration.events.latest("seq").kind == step


@pytest.mark.parametrize(("state", "who", "step", "good"), PAGES)
@pytest.mark.parametrize("wrong", WRONG)
def test_an_impossible_answer_is_refused_field_by_field_and_changes_nothing(cast, state, who, step, good, wrong):
    with at(SOON):
        registration = to(state, cast)
        client = signed_in(getattr(cast, who))
        url = f"/staff/registrations/{registration.display_code}/{step}/"
        answer = client.post(url, dict.fromkeys(good, wrong))
    assert answer.status_code == 422
    assert registration.events.count() == registration.event_count


def test_what_has_no_point_is_not_offered(cast):
    with at(SOON):
        registration = to("in_treatment", cast)
        page = signed_in(cast.chief).get(f"/staff/registrations/{registration.display_code}/").content.decode()
    offered = {step for step in ("resume", "suspend", "propose-aftercare", "notify-end", "continue-treatment", "hand-over")
               if f"/{step}/" in page}  # fmt: skip
    assert offered == {"suspend", "notify-end", "hand-over"}
