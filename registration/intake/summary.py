"""The answers as a person reads them back: step by step, in words instead of keys, with a way to change each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.sms.phone_field import Phone
from registration.intake.form_fields import Day, Tick, labels_of
from registration.intake.forms.base import StepForm
from registration.intake.steps import Step, steps_for


@dataclass(frozen=True)
class Row:
    """One question and its answer in words."""

    name: str
    label: str | Promise
    value: str
    anchor: str
    """Where the question stands on its page, for a link that leads to the very field."""


@dataclass(frozen=True)
class Part:
    """One step with its answered questions."""

    step: Step
    rows: list[Row]
    open: bool


def _words(field: forms.Field, stored: Any) -> str:
    if isinstance(field, Tick):
        return _("Yes") if stored == "yes" else _("No")
    if isinstance(field, forms.ChoiceField):
        labels = labels_of(field)
        values = stored if isinstance(stored, list) else [stored]
        return ", ".join(labels.get(str(value), str(value)) for value in values)
    if isinstance(field, Day):
        return str(field.present(stored))
    if isinstance(field, Phone):
        return str(field.present(stored))
    return str(stored)


def _anchor(form: StepForm, name: str) -> str:
    """The id of the field's first input."""
    return form[name].id_for_label or form[name].auto_id or name


def parts(answers: dict[str, Any], today: date, open_steps: set[str], lang: str) -> list[Part]:
    """Every step that applies, with what was answered."""
    found = []
    for step in steps_for(answers, today):
        form = step.form(saved=answers, today=today, lang=lang)
        rows = [
            Row(name, field.label or name, _words(field, answers[name]), _anchor(form, name))
            for name, field in form.fields.items()
            if answers.get(name) not in (None, "", [])
        ]
        found.append(Part(step, rows, step.slug in open_steps))
    return found
