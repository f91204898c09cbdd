"""A counsellor's link in the form: what it would fill in, shown first; taken once, after the person's yes.

The answers go through the steps' own forms, so a link can bring nothing that the person could not have typed.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.datastructures import MultiValueDict

from portal.privacy import handover
from portal.privacy.handover import BadToken, Handover
from registration.intake import drafts
from registration.intake.models import Draft, UsedHandover
from registration.intake.steps import STEPS

__all__ = ["BadToken", "Used", "answers_of", "open_link", "take"]


class Used(Exception):
    """The link has been used; it works once."""


def open_link(token: str) -> Handover:
    """The handover behind a token. Raises BadToken, Used."""
    found = handover.read(token)
    if UsedHandover.objects.filter(fingerprint=found.ident).exists():
        raise Used
    return found


def answers_of(found: Handover, today: date, lang: str) -> dict[str, Any]:
    """The valid answers that the link would fill in, as stored."""
    data = MultiValueDict({name: value if isinstance(value, list) else [value] for name, value in found.fields.items()})
    answers: dict[str, Any] = {}
    for step in STEPS:
        if not set(step.fields) & set(found.fields):
            continue
        form = step.form(data, saved=answers, today=today, lang=lang)
        form.is_valid()
        answers |= {name: value for name, value in form.answers().items() if name in found.fields}
    return answers


def take(found: Handover, token: str, today: date, lang: str) -> Draft:
    """Fill the browser's draft (`token`) with the link's answers and use the link up. Raises Used, drafts.NoDraft."""
    with transaction.atomic():
        draft = drafts.load(token, lock=True)
        _row, first = UsedHandover.objects.get_or_create(fingerprint=found.ident)
        if not first:
            raise Used
        brought = answers_of(found, today, lang)
        for step in STEPS:
            mine = {name: value for name, value in brought.items() if name in step.fields}
            if mine:
                kept = {name: value for name, value in draft.answers.items() if name in step.fields}
                draft = drafts.write_step(draft, step, kept | mine, {})
    return draft
