"""`{% load cms %}`: small things of the content templates."""

from typing import Any

from django import template

from cms.services import service_url
from portal.ui.vietnamese import slug

register = template.Library()


@register.filter
def anchor(text: object) -> str:
    """The id of a heading, so that the short list at the top can point to it."""
    return slug(str(text)) or "phan"


@register.filter
def labelled_rows(table: Any) -> list[list[tuple[str, Any]]]:
    """The rows of a table, each cell with the heading of its column: a phone shows them below each other."""
    headings = [column["heading"] for column in table.columns]
    return [list(zip(headings, row, strict=True)) for row in table.rows]


@register.simple_tag
def door(key: str) -> str:
    """The address of a door of the portal (`cms.services`), empty where its room is not there."""
    return service_url(key)
