"""A message left without staying: it waits in the queue like any other, and its writer comes back with a code."""

import uuid

from django.db import transaction

from hotline.conversations.blocking import keep_mark
from hotline.conversations.services.append import lock
from hotline.conversations.services.invite import invite
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.states import Author


def leave_message(words: str, nickname: str, language: str, marks: list[str]) -> str:
    """Begin a conversation with `words`; the code that leads back to it. `marks` are those of the network, so that a
    block reaches it (`conversations.blocking`). Raises BadFrame, TooLong."""
    with transaction.atomic():
        conversation = start(nickname=nickname, language=language).conversation
        keep_mark(conversation, marks)
        post_message(conversation.pk, Author.VISITOR, str(uuid.uuid4()), words)
        return invite(lock(conversation.pk))
