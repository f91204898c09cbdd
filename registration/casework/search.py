"""The desk's search: exact code, phone or personal number; or a name, by its words, within wards that one may see.

Codes and numbers go by their keyed index. A name is found when every word typed is a word of it: in any order, with
or without marks. Which of these it is shows in what was typed; nothing typed reaches an address or a log.
"""

import re
from contextlib import suppress

from django.db.models import Q

from portal.accounts.models import User

from . import codes, inbox_rows, lookups
from .desks import Desks
from .models import Registration

NAME, EXACT = "name", "exact"
_DIGIT = re.compile(r"\d")


def kind(text: str) -> str:
    """Whether `text` is to be found as a name or as a code or number."""
    return EXACT if _DIGIT.search(text) else NAME


def condition(text: str) -> Q:
    """Registrations that `text` names; none for words that cannot name any."""
    found = Q(pk__in=[])
    with suppress(codes.BadCode):
        found |= Q(code=codes.normalise(text))
    if kind(text) == EXACT:
        if index := lookups.phone_index(text):
            found |= Q(phone_index=index)
        if index := lookups.id_index(text):
            found |= Q(id_index=index)
    elif words := lookups.name_words(text):
        found |= Q(name_words__contains=words)
    return found


def found(user: User, desks: Desks, text: str) -> tuple[list[Registration], bool]:
    """The first page of what `user` may see and `text` names, the most urgent first; and whether there is more."""
    keys = (
        Registration.objects.visible_to(user, desks)
        .filter(condition(text))
        .most_urgent_first()
        .values_list("pk", flat=True)[: inbox_rows.PAGE + 1]
    )
    chosen = list(keys)
    return inbox_rows.in_order(chosen[: inbox_rows.PAGE]), len(chosen) > inbox_rows.PAGE
