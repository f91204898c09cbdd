"""Whoever cannot be settled here reads why, where to go next, and how to complain, with the article."""

from datetime import timedelta

import pytest

from registration.casework import tracking
from registration.casework.actions.not_eligible import confirm_not_eligible, propose_not_eligible
from tests.registration.casework.cast import MORNING
from tests.registration.casework.walk import to


@pytest.mark.parametrize(
    ("lang", "words"),
    [("vi", ("Nơi cư trú", "Sang Cửa Nam.", "khiếu nại trong 90 ngày", "Luật Khiếu nại")),
     ("en", ("another ward", "Sang Cửa Nam.", "complain within 90 days", "on complaints"))],
)  # fmt: skip
def test_reason_next_step_and_complaint_stand_together(cast, lang, words):
    registration = propose_not_eligible(
        to("received", cast), cast.officer, reason="other_ward", next_step="Sang Cửa Nam.", now=MORNING
    )
    confirm_not_eligible(registration, cast.chief, now=MORNING + timedelta(hours=1))
    lines = " ".join(tracking.timeline(registration, lang)[-1].lines)
    assert not [word for word in words if word not in lines]
