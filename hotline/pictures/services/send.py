"""The visitor sends a picture: looked at by content, written anew, sealed, and put into the conversation once."""

import io
import uuid

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from PIL import Image, ImageFilter

from hotline.conversations.models import Conversation
from hotline.conversations.services.append import lock
from hotline.conversations.services.post_message import Ack, post_message
from hotline.conversations.states import Author
from hotline.pictures.errors import NotAPicture, TooManyPictures
from hotline.pictures.models import Picture
from portal.privacy.uploads.checking import BadFile, checked

MOST = 8
"""Pictures of one conversation."""
_BLUR = 28
"""Longest side of the blur, in dots: forms and colours, no face, no word."""


def send_picture(conversation_id: uuid.UUID, client_id: object, name: str, content: bytes) -> Ack:
    """Keep the picture and show it as a message of the visitor; the same `client_id` again answers the same place.

    Raises NotAPicture (with the reason in words), TooManyPictures, and all that `post_message` raises."""
    try:
        plain = checked(name or "", content)
    except BadFile as error:
        raise NotAPicture(error.reason) from error
    if plain.content_type != "image/jpeg":
        raise NotAPicture("kind")
    key = uuid.uuid4()
    with transaction.atomic():
        conversation = lock(conversation_id)
        with translation.override(conversation.language):
            ack = post_message(conversation_id, Author.VISITOR, client_id, _("A picture"), own_card=_card(key))
        if ack.created:
            _keep(conversation, key, ack.seq, plain.content)
    return ack


def _card(key: uuid.UUID) -> dict[str, str]:
    return {"kind": "picture", "title": _("A picture"), "url": f"/tro-chuyen/anh/{key}/", "picture": str(key)}


def _keep(conversation: Conversation, key: uuid.UUID, seq: int, content: bytes) -> None:
    if Picture.objects.filter(conversation=conversation).count() >= MOST:
        raise TooManyPictures
    Picture.objects.create(pk=key, conversation=conversation, seq=seq, content=content, blurred=_blur(content))


def _blur(content: bytes) -> bytes:
    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        picture.draft("RGB", (_BLUR * 8, _BLUR * 8))
        small = picture.convert("RGB")
    small.thumbnail((_BLUR, _BLUR))
    out = io.BytesIO()
    small.filter(ImageFilter.GaussianBlur(2)).save(out, "JPEG", quality=60)
    return out.getvalue()
