"""A member of staff decides to see a picture, or to cover it again. A look is audited before it shows."""

import uuid
from typing import Any

from django.db import transaction
from django.utils import timezone

from hotline.conversations.errors import NotFound
from hotline.conversations.models import Conversation
from hotline.pictures.models import Look, Picture
from portal.audit.log import record

LOOKED = "picture.look"


def readable(user: Any) -> Any:
    """The pictures of the conversations that `user` may read."""
    return Picture.objects.filter(conversation__in=Conversation.objects.readable_by(user))


def look_at(picture_id: uuid.UUID, user: Any) -> Picture:
    """Open the picture to `user` for a quarter of an hour. Raises NotFound."""
    with transaction.atomic():
        picture = readable(user).defer("content").filter(pk=picture_id).first()
        if picture is None:
            raise NotFound
        Look.objects.update_or_create(picture=picture, user=user, defaults={"at": timezone.now()})
        record(user, LOOKED, "conversation", str(picture.conversation_id), detail={"picture": str(picture.pk)})
    return picture


def cover(picture_id: uuid.UUID, user: Any) -> Picture:
    """Blur it again for `user`. Raises NotFound."""
    picture = readable(user).defer("content").filter(pk=picture_id).first()
    if picture is None:
        raise NotFound
    Look.objects.filter(picture=picture, user=user).delete()
    return picture


def open_to(user: Any) -> Any:
    """The pictures that `user` looks at now."""
    since = timezone.now() - Look.LASTS
    return readable(user).filter(looks__user=user, looks__at__gte=since)
