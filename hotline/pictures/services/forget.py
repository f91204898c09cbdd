"""A conversation's pictures die with its words."""

from hotline.conversations.models import Conversation
from hotline.pictures.models import Picture


def forget_pictures(conversation: Conversation) -> None:
    """Within the transaction that erases `conversation`."""
    Picture.objects.filter(conversation=conversation).delete()
