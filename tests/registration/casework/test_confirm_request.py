"""A relative's request is the person's own only by their word; prepared papers can be filed where the ward accepts."""

import pytest

from registration.casework.actions.confirm_request import confirm_request
from registration.casework.actions.file_prepared import file_prepared
from registration.casework.errors import BadInput, ClockForbids, WrongState
from registration.casework.models import Registration
from tests.registration.casework.cast import MORNING, filed

YES = {"truthful": "yes", "consent_processing": "yes"}


def request_of_mother(ward):
    return filed(ward, file_now=False, writer="mother", request_unconfirmed="yes", consent_sms="")


def test_the_persons_word_makes_it_their_own_and_it_stays_unseen(cast):
    registration = confirm_request(request_of_mother(cast.ward), YES | {"consent_sms": "yes"}, now=MORNING)
    assert registration.status == "prepared"
    assert "request_unconfirmed" not in registration.answers
    assert not Registration.objects.visible_to(cast.officer).exists()


def test_confirming_may_file_at_once_where_the_ward_accepts(cast):
    registration = confirm_request(request_of_mother(cast.ward), YES, file_now=True, now=MORNING)
    assert (registration.status, registration.received_at) == ("received", MORNING)
    assert [event.kind for event in registration.events.order_by("seq")] == [
        "prepare",
        "confirm-request",
        "file-prepared",
    ]


def test_a_ward_that_only_prepares_undoes_the_whole_step(cast):
    registration = request_of_mother(cast.next_door)
    with pytest.raises(ClockForbids):
        confirm_request(registration, YES, file_now=True, now=MORNING)
    assert Registration.objects.get(pk=registration.pk).answers["request_unconfirmed"] == "yes"


@pytest.mark.parametrize("missing", ["truthful", "consent_processing"])
def test_without_the_persons_own_yes_nothing_happens(cast, missing):
    registration = request_of_mother(cast.ward)
    with pytest.raises(BadInput) as refused:
        confirm_request(registration, YES | {missing: ""}, now=MORNING)
    assert refused.value.field == missing


def test_confirming_twice_is_refused(cast):
    registration = request_of_mother(cast.ward)
    confirm_request(registration, YES, now=MORNING)
    with pytest.raises(WrongState):
        confirm_request(registration, YES, now=MORNING)


def test_another_persons_request_cannot_be_filed(cast):
    with pytest.raises(WrongState):
        file_prepared(request_of_mother(cast.ward), now=MORNING)
