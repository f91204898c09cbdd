"""On the demo's own cases every public move can be made today, with the public fields alone."""

import io
from datetime import datetime

import pytest
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User
from registration.casework import demo
from registration.casework.models import Registration
from tests.registration.casework.cast import VIETNAM, at, fresh_code, signed_in
from tests.registration.casework.walk import day

# Move, who makes it, the state before and after, the public fields.
MOVES = (
    ("receive", "officer", "prepared", "received", {"identity_compared": "on"}),
    ("request-completion", "officer", "received", "completion_requested", {"missing": "residence", "message": "Mời."}),
    ("complete", "officer", "completion_requested", "received", {}),
    ("not-eligible", "officer", "received", "received", {"reason": "other_ward", "next_step": "Mời sang phường bên."}),
    ("confirm-not-eligible", "chief", "received", "not_eligible", {}),
    ("decide", "chief", "received", "decided", {"place": "home_community", "starts_on": "TODAY"}),
    ("start", "officer", "decided", "in_treatment", {"started_on": "TODAY"}),
    ("not-started", "officer", "decided", "not_started", {}),
    ("postpone", "chief", "decided", "decided", {"reason": "illness", "until": "2027-03-01"}),
    ("stop", "officer", "in_treatment", "stopped", {"reason": "own_wish"}),
    ("complete-treatment", "chief", "in_treatment", "completed", {}),
    ("begin-aftercare", "chair", "completed", "aftercare", {"helper": "helper@demo.example", "organisation": "Hội"}),
    ("close", "chair", "aftercare", "closed", {}),
    ("move", "officer", "in_treatment", "moved", {"ward": "00082", "reason": "Chuyển nhà"}),
    ("withdraw", "officer", "received", "withdrawn", {}),
)
SIGNED = {"decide", "complete-treatment", "begin-aftercare"}


@pytest.mark.parametrize(
    "now",
    [datetime(2026, 11, 25, 9, 0, tzinfo=VIETNAM), datetime(2026, 12, 5, 23, 30, tzinfo=VIETNAM)],
    ids=["in the morning", "on a Saturday at night"],
)
def test_each_move_finds_a_case_of_the_demo_ward_that_takes_it(cast, now):
    User.objects.update(is_demo=True)
    with at(now):
        demo.load(0.1, io.StringIO())
        stuck = [move[0] for move in MOVES if not _made(cast, *move, now=now)]
    assert stuck == []


def _made(cast, name, who, before, after, fields, *, now):
    """Whether one of the cases in that state takes the move; a refusal changes nothing."""
    user = getattr(cast, who)
    client = signed_in(user)
    for one in Registration.objects.filter(ward=cast.ward, status=before, rules_version="B").order_by("finish_key"):
        if before == "prepared":
            client.post("/staff/registrations/open/", {"code": one.display_code})
        words = {key: day(now).isoformat() if value == "TODAY" else value for key, value in fields.items()}
        if name in SIGNED:
            TOTPDevice.objects.filter(user=user).update(last_t=-1)  # as if half a minute had gone by
            words["otp_token"] = fresh_code(user)
        answer = client.post(reverse("casework:move", kwargs={"code": one.code, "name": name}), words)
        one.refresh_from_db()
        if answer.status_code == 302:
            return one.status == after
        assert (answer.status_code in {409, 422}, one.status) == (True, before), (name, answer.status_code)
    return False
