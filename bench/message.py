"""`message`: one message of the hotline (locked, numbered, sealed, announced), against a bare insert of its text."""

from uuid import uuid4

from bench.result import Result, per_second
from bench.tables import Plain, tables
from hotline.conversations.models import Message
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.states import Author

BODY = "Tôi muốn hỏi về việc đăng ký cho em trai tôi."
A_CONVERSATION = 20  # a visitor may write 30 a minute


def measure(rounds: int = 5, count: int = 60) -> Result:
    """Messages stored a second, one after the other."""
    wanted = (rounds + 1) * count
    keys = [start().conversation.pk for _each in range(wanted // A_CONVERSATION + 1)]
    before = Message.objects.count()
    with tables():
        ours, bare = per_second(
            lambda number: post_message(keys[(number + count) // A_CONVERSATION], Author.VISITOR, str(uuid4()), BODY),
            lambda _number: Plain.objects.create(body=BODY),
            rounds=rounds,
            count=count,
        )
    assert Message.objects.count() == before + wanted, "a message was lost"
    return Result("message", ours, "messages/s", bare)
