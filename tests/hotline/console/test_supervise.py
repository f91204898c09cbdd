"""The supervisor's board: numbers without words, for supervisors only."""

import pytest
from django.conf import settings

from hotline.console.supervision import picture
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db
PAGES = ("/staff/hotline/", "/staff/hotline/supervise/")


def statuses(client, user=None, **how):
    if user:
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user, **how)
    return [client.get(path).status_code for path in PAGES]


def test_who_may_open_which_page(client, counsellor, supervisor, officer):
    assert statuses(client) == [302, 302]
    assert statuses(client, counsellor) == [200, 403]
    assert statuses(client, supervisor) == [200, 200]
    assert statuses(client, officer) == [403, 403]


def test_without_the_second_factor_no_page_opens(client, supervisor):
    assert statuses(client, supervisor, verified=False) == [302, 302]


def test_the_numbers_are_those_of_the_line(started, says, counsellor):
    says(started, "nó bị sốc thuốc")
    start()
    take(started.conversation.pk, counsellor)
    seen = picture()
    assert (seen.waiting, seen.open, seen.danger, seen.ended_today) == (1, 1, 1, 0)
    assert [row.conversation.state for row in seen.rows] == ["waiting", "open"]


def test_no_page_of_the_console_holds_a_word_or_a_name(client, started, says, supervisor):
    says(started, "lời rất riêng")
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(supervisor)
    for path in PAGES:
        page = client.get(path).content.decode()
        assert "lời rất riêng" not in page
        assert "Bình Minh" not in page


def test_the_board_takes_the_same_queries_for_two_and_for_thirty(started, django_assert_max_num_queries):
    for _each in range(30):
        start()
    with django_assert_max_num_queries(4):
        assert len(picture().rows) == 31
