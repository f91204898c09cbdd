"""`{% load cms %}`: small things of the content templates."""

from django import template

from cms.services import service_url
from portal.ui.vietnamese import slug

register = template.Library()


@register.filter
def anchor(text: object) -> str:
    """The id of a heading, so that the short list at the top can point to it."""
    return slug(str(text)) or "phan"


@register.simple_tag
def door(key: str) -> str:
    """The address of a door of the portal (`cms.services`), empty where its room is not there."""
    return service_url(key)
