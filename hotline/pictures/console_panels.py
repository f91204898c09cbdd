"""Beside the conversation: its pictures, each a blur until the counsellor decides to look."""

from datetime import timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hotline.conversations.models import Conversation
from hotline.conversations.panels import Panel
from hotline.pictures.models import Look, Picture
from portal.accounts.models import User


def show(conversation: Conversation, user: User) -> dict[str, Any] | None:
    """The conversation's pictures and which of them are open to `user`; nothing where there is none."""
    pictures = list(Picture.objects.filter(conversation=conversation).defer("content", "blurred"))
    if not pictures:
        return None
    since = timezone.now() - Look.LASTS + timedelta(seconds=5)
    looked = Look.objects.filter(picture__in=pictures, user=user, at__gte=since)
    opened = set(looked.values_list("picture_id", flat=True))
    return {"pictures": [(one, one.pk in opened) for one in pictures], "open": True}


PANELS = [Panel("pictures", _("Pictures"), "pictures/panel.html", show, order=15)]
