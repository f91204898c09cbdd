"""Names of topics and fields of the rules in words; a name without words is shown as it is."""

from django import template

from registration.rules.showing import FIELDS, TOPICS

register = template.Library()


@register.filter
def topic_words(topic: str) -> str:
    """`deadlines` → "Deadlines"."""
    return str(TOPICS.get(topic, topic))


@register.filter
def field_words(field: str) -> str:
    """`article` → "article"."""
    return str(FIELDS.get(field, field))
