"""`crowd`: what one message costs with 10,000 conversations open, against ten open: the cost must be flat."""

from uuid import uuid4

from bench.open_conversations import open_conversations
from bench.result import Result, per_second
from hotline.conversations.models import Conversation
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import hash_of, start
from hotline.conversations.states import LIVE, Author, Ended, State

BODY = "Tôi muốn hỏi về việc đăng ký cho em trai tôi."
A_CONVERSATION, FEW, MANY = 20, 10, 10_000


def measure(rounds: int = 5, count: int = 60) -> Result:
    """Messages a second in the crowd, the baseline among few. Other conversations of this instance are ended first."""
    few = _rate(FEW, rounds, count)
    many = _rate(MANY, rounds, count)
    return Result("crowd", many, "messages/s", few, {"open": MANY, "open_baseline": FEW})


def _rate(number: int, rounds: int, count: int) -> float:
    Conversation.objects.filter(state__in=LIVE).update(state=State.CLOSED, ended_by=Ended.SYSTEM)
    secrets = open_conversations(number)
    keys = list(Conversation.objects.filter(secret_hash__in=map(hash_of, secrets[:FEW])).values_list("pk", flat=True))
    needed = (rounds + 1) * count // A_CONVERSATION + 1
    keys += [start().conversation.pk for _one in range(max(0, needed - len(keys)))]

    def say(turn: int) -> None:
        post_message(keys[(turn + count) // A_CONVERSATION], Author.VISITOR, str(uuid4()), BODY)

    return per_second(say, lambda _turn: None, rounds=rounds, count=count)[0]
