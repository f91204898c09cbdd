"""Answer a wish by text: the counsellor's words wait on the web, the phone gets a neutral text with a code to them.

By the operator's rules no free word leaves by SMS here; whoever holds the phone learns only that there is a message.
"""

import uuid
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone, translation

from hotline.callbacks.models import Task, Try
from hotline.callbacks.notices import tell_answer
from hotline.callbacks.services.moving import locked
from hotline.callbacks.services.work import end
from hotline.callbacks.states import Outcome
from hotline.conversations.models import Conversation
from hotline.conversations.services.append import append, lock
from hotline.conversations.services.invite import invite
from hotline.conversations.services.post_message import post_message
from hotline.conversations.services.start import start
from hotline.conversations.services.take import take
from hotline.conversations.states import Author


def text_back(key: uuid.UUID, user: Any, body: str) -> Conversation:
    """Open a web thread with the person's words and `body`, held by `user`, text the way to it, end the task.

    Raises NotNow, NotYours, Full, BadFrame, TooLong."""
    with transaction.atomic():
        task = locked(key)
        conversation = _thread(task, user)
        post_message(conversation.pk, Author.COUNSELLOR, str(uuid.uuid4()), body, sender=user)
        with translation.override(task.language):
            link = settings.PUBLIC_URL + reverse("chat:enter")
        tell_answer(task, invite(lock(conversation.pk)), link)
        if task.conversation_id is None:  # erasing the thread then destroys the number as well
            task.conversation = conversation
            task.save(update_fields=["conversation"])
        end(task, user, Outcome.SENT)
        Try.objects.create(task=task, user=user, outcome=Outcome.SENT, at=timezone.now())
    return conversation


def _thread(task: Task, user: Any) -> Conversation:
    """The new conversation with what the person had written, taken by `user`."""
    conversation = start(nickname=task.nickname, language=task.language).conversation
    if task.words:
        append(lock(conversation.pk), Author.VISITOR, task.words)
    return take(conversation.pk, user)
