"""The conversation that a visitor's browser holds, for pages beside the chat that live under its path."""

from django.http import HttpRequest

from hotline.conversations.models import Conversation
from hotline.conversations.services.start import find_by_secret

COOKIES = ("dv_chat", "dv_chat_en")


def own_conversation(request: HttpRequest) -> Conversation | None:
    """The conversation of this browser, or None."""
    return find_by_secret(next((request.COOKIES[name] for name in COOKIES if request.COOKIES.get(name)), ""))
