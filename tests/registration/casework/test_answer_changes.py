"""An answer to a request puts right what it was asked for, and the desk sees what changed, field by field."""

import pytest

from registration.casework import changes
from registration.casework.actions.answer_completion import answer
from registration.casework.actions.complete import complete
from registration.casework.erasure import erase
from registration.casework.models import CompletionRequest
from tests.registration.casework.cast import MORNING, signed_in
from tests.registration.casework.walk import to


@pytest.fixture
def asked(cast):
    """The desk asked for the residence only."""
    return to("completion_requested", cast)


def test_an_open_entry_is_put_right_and_the_change_is_kept(asked):
    answered = answer(asked, "", fields={"residence_address": "Số 9 phố Mới"})
    assert answered.answers["residence_address"] == "Số 9 phố Mới"
    [change] = changes.of(CompletionRequest.objects.get())
    assert (change.before, change.after) == ("Số 1 phố Thử Nghiệm", "Số 9 phố Mới")


def test_what_was_not_asked_for_stays_closed(asked):
    answered = answer(asked, "Đây ạ", fields={"full_name": "Người Khác", "person_own_wish": "x", "phone": "0"})
    assert answered.full_name == "Trần Mẫu Thử"
    assert changes.of(CompletionRequest.objects.get()) == []


def test_an_unchanged_or_emptied_entry_is_no_change(asked):
    answered = answer(asked, "x", fields={"residence_address": "Số 1 phố Thử Nghiệm"})
    answered = answer(answered, "y", fields={"residence_address": "  "})
    assert answered.answers["residence_address"] == "Số 1 phố Thử Nghiệm"
    assert CompletionRequest.objects.get().changes == []


def test_the_desk_sees_before_and_after_while_it_has_to_look(cast, asked):
    answer(asked, "", fields={"residence_address": "Số 9 phố Mới"})
    url = f"/staff/registrations/{asked.display_code}/"
    page = signed_in(cast.officer).get(url).content.decode()
    assert "<del>Số 1 phố Thử Nghiệm</del>" in page
    complete(asked, cast.officer, now=MORNING)
    assert "<del>" not in signed_in(cast.officer).get(url).content.decode()


def test_erasing_forgets_the_changes(asked):
    answered = answer(asked, "", fields={"residence_address": "Số 9 phố Mới"})
    erase(answered, MORNING)
    assert CompletionRequest.objects.get().changes == []
