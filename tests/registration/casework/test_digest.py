"""The daily letter: counts of what falls due, to whom it concerns, once a day, without a code or a name."""

from datetime import timedelta

import pytest
from django.core import mail

from registration.casework.escalation import digest, raising
from registration.casework.models import Digest
from tests.registration.casework.cast import MORNING
from tests.registration.casework.walk import to

NEXT_DAY = MORNING + timedelta(hours=25)


@pytest.fixture
def late(cast):
    """A registration whose decision is over time, with every level warned."""
    registration = to("received", cast)
    raising.raise_due(NEXT_DAY)
    return registration


def receivers() -> set[str]:
    return {letter.to[0].split("@")[0] for letter in mail.outbox}


def test_who_is_warned_gets_one_letter_a_day(late):
    assert digest.send_all(NEXT_DAY) == 4
    assert digest.send_all(NEXT_DAY + timedelta(hours=1)) == 0
    assert receivers() == {"officer", "chief", "second_chief", "coordinator"}


def test_the_letter_holds_counts_and_nothing_of_the_file(late):
    digest.send_all(NEXT_DAY)
    words = " ".join(letter.subject + letter.body for letter in mail.outbox)
    assert "Hoàn Kiếm" in words
    for secret in (late.code, late.display_code, "Trần", "Thử", "cai nghiện"):
        assert secret not in words


def test_a_letter_that_died_between_claim_and_sending_goes_out_with_the_next_run(late, cast):
    Digest.objects.create(user=cast.officer, day=NEXT_DAY.date(), claimed_at=NEXT_DAY)
    digest.send_all(NEXT_DAY + timedelta(minutes=1))
    assert "officer" not in receivers()
    digest.send_all(NEXT_DAY + timedelta(minutes=30))
    assert "officer" in receivers()


def test_without_a_mail_server_nothing_is_claimed(late, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
    assert digest.send_all(NEXT_DAY) == 0
    assert not Digest.objects.exists()


def test_who_has_nothing_due_gets_no_letter(cast):
    to("received", cast)
    assert digest.send_all(MORNING) == 0
