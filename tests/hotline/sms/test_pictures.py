"""A picture by SMS is not fetched: the counsellor sees that one came, the person is asked for words, once."""

import pytest

from hotline.conversations.models import Conversation
from hotline.conversations.states import Author
from portal.sms import inbound
from portal.sms.models import OutboundMessage

from .conftest import PHONE

pytestmark = pytest.mark.django_db
MARK = "(Tin này có kèm hình. Hình gửi qua SMS không nhận được.)"


@pytest.fixture
def picture(write):
    def send(body, name):
        inbound.receive(gateway="twilio", provider_id=name, sender=PHONE, recipient="+15005550006", body=body, media=1)

    return send


def test_the_thread_says_that_a_picture_came(picture):
    picture("xem giúp tôi", "SM1")
    picture("", "SM2")
    bodies = [message.body for message in Conversation.objects.get().messages.filter(author=Author.VISITOR)]
    assert bodies[0].split("\n") == ["xem giúp tôi", MARK]
    assert bodies[1] == MARK


def test_the_person_is_asked_for_words_once(picture):
    for number in range(3):
        picture("", f"SM{number}")
    sent = list(OutboundMessage.objects.order_by("created_at").values_list("template", flat=True))
    assert sent == ["hotline_auto_reply", "hotline_no_pictures"]
