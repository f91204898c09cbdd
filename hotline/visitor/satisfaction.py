"""Keep the answers to the two questions after a conversation: once, as figures, without a way back."""

from django.db import transaction

from hotline.conversations.models import Conversation
from hotline.visitor.models import Rated, Satisfaction

SCORES = tuple(range(Satisfaction.LEAST, Satisfaction.MOST + 1))
_HEARD = {"yes": True, "no": False}


def rate(conversation: Conversation, score: object, heard: object) -> bool:
    """Note `score` ("1" to "5") and `heard` ("yes", "no"); what cannot be read counts as not answered.

    False, and nothing is kept, where neither is answered, the conversation goes on or it was rated before."""
    number = int(score) if isinstance(score, str) and score in {str(one) for one in SCORES} else None
    felt = _HEARD.get(heard) if isinstance(heard, str) else None
    if conversation.is_live or (number is None and felt is None):
        return False
    with transaction.atomic():
        _rated, first = Rated.objects.get_or_create(conversation=conversation)
        if first:
            Satisfaction.objects.create(
                score=number, felt_heard=felt, channel=conversation.channel, topic=conversation.topic
            )
    return first


def is_rated(conversation: Conversation) -> bool:
    """Whether the two questions were answered already."""
    return Rated.objects.filter(conversation=conversation).exists()
