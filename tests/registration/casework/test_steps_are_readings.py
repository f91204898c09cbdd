"""The page of a step shows a file, so opening it is noted like the file itself."""

import pytest

from portal.audit.models import Entry
from registration.casework.reading import READ
from tests.registration.casework.cast import signed_in
from tests.registration.casework.walk import to


@pytest.mark.parametrize("step", ["request-completion", "not-eligible"])
def test_the_page_of_a_move_is_noted_as_a_reading(cast, step):
    registration = to("received", cast)
    signed_in(cast.officer).get(f"/staff/registrations/{registration.display_code}/{step}/")
    entry = Entry.objects.get(action=READ, object_ref=str(registration.pk))
    assert (entry.actor, entry.detail["step"]) == (cast.officer, step)


def test_a_need_is_noted_as_a_reading(cast):
    registration = to("aftercare", cast)
    signed_in(cast.social).get(f"/staff/aftercare/{registration.display_code}/needs/")
    assert Entry.objects.filter(action=READ, actor=cast.social, object_ref=str(registration.pk)).exists()
