"""The load limit for the counsellor's own sake: a pause by a button, advised after a grave talk, and the day's load."""

from datetime import timedelta

import pytest
from django.utils import timezone

from hotline.conversations import errors
from hotline.conversations.models import CounsellorPresence
from hotline.conversations.services.close import close
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.offers import desks
from hotline.offers.frames import board_part
from hotline.offers.handing_out import hand_out
from hotline.offers.models import Desk, Routing

pytestmark = pytest.mark.django_db


def test_in_a_pause_nothing_is_offered_and_coming_back_ends_it(started, sit, counsellor):
    sit(counsellor)
    desks.begin_pause(counsellor)
    assert hand_out() == 0
    assert board_part(counsellor)["desk"]["pause_until"]
    desks.acted(counsellor)
    assert hand_out() == 0
    desks.end_pause(counsellor)
    assert hand_out() == 1


@pytest.mark.parametrize("minutes", [0, 61, True, "5", 10**9])
def test_a_pause_of_no_length_is_refused(counsellor, minutes):
    with pytest.raises(errors.BadFrame):
        desks.begin_pause(counsellor, minutes)
    assert not CounsellorPresence.objects.exists()


def test_after_a_talk_of_danger_a_pause_is_advised_and_may_be_put_aside(started, says, counsellor):
    says(started, "nó bị sốc thuốc")
    take(started.conversation.pk, counsellor)
    close(started.conversation.pk, counsellor)
    assert board_part(counsellor)["desk"]["pause_advised"]
    desks.end_pause(counsellor)
    assert not board_part(counsellor)["desk"]["pause_advised"]


def test_the_days_load_is_shown_and_binds_nobody(sit, counsellor):
    Routing.objects.create(pk=1, talks_a_day=2)
    sit(counsellor)
    for _each in range(2):
        take(start().conversation.pk, counsellor)
    day = board_part(counsellor)["desk"]
    assert (day["talks_today"], day["heavy"]) == (2, True)
    start()
    assert hand_out() == 1


def test_time_at_the_desk_counts_once_for_two_windows_and_not_while_away(counsellor):
    desks.beat(counsellor)
    for seconds in (20, 20, 0, 600, 30):
        Desk.objects.update(beat_at=timezone.now() - timedelta(seconds=seconds))
        desks.beat(counsellor)
    assert Desk.objects.get().day_s == 70
