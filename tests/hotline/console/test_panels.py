"""What other rooms show beside a conversation: for those who may read it, as a part and as a page."""

from uuid import uuid4

import pytest
from django.conf import settings

from hotline.conversations.services.take import take
from portal.audit.models import Entry
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, counsellor):
    client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(counsellor)
    return client


def address(started):
    return f"/staff/hotline/c/{started.conversation.pk}/panels/"


def test_the_holder_gets_the_panels_as_a_part_and_as_a_page(desk, counsellor, started):
    take(started.conversation.pk, counsellor)
    part = desk.get(address(started), headers={"X-Fragment": "panels"})
    assert part.status_code == 200
    assert "data-panels" in part.text
    assert "<html" not in part.text
    page = desk.get(address(started))
    assert "<html" in page.text
    assert "data-panels" in page.text
    assert "no-store" in page["Cache-Control"]


def test_what_one_may_not_read_and_what_is_not_there_look_alike(desk, colleague, started):
    take(started.conversation.pk, colleague)
    forbidden = desk.get(address(started))
    missing = desk.get(f"/staff/hotline/c/{uuid4()}/panels/")
    assert forbidden.status_code == missing.status_code == 404
    assert not Entry.objects.filter(action="conversation.panels").exists()


def test_each_look_is_in_the_audit_log(desk, counsellor, started):
    take(started.conversation.pk, counsellor)
    desk.get(address(started))
    entry = Entry.objects.get(action="conversation.panels")
    assert (entry.object_ref, entry.actor_id) == (str(started.conversation.pk), counsellor.pk)


def test_nobody_posts_to_the_panels(desk, started):
    assert desk.post(address(started)).status_code in {403, 405}
