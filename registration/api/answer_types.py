"""Which JSON types each question of the form takes, and what is wrong with a value that has none of them.

The questions are those of the wizard (`registration.intake.forms`); this module only carries JSON to them: true and
false for yes and no, numbers for years and counts, lists for several answers. `json_schema` describes exactly what
`as_typed` lets through.
"""

import re
from typing import Any, cast

from django import forms
from django.utils import translation
from django.utils.translation import gettext as _

from registration.intake import form_fields
from registration.intake.form_fields import LIST_LIMIT, labels_of
from registration.intake.forms.residence import Unit
from registration.intake.steps import PAGE_ONLY, STEPS

from .faults import Problem

YES_NO = {"yes": "yes", "no": "no", "on": "yes", "off": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"}
UNIT_CODE = re.compile(r"[0-9]{2}|[0-9]{5}")
FIGURES = (form_fields.Year, form_fields.BirthDay, form_fields.Count)
ITEM_LIMIT = 60

QUESTIONS: dict[str, forms.Field] = {
    name: field for step in STEPS for name, field in step.form.base_fields.items() if name not in PAGE_ONLY
}


class WrongType(ValueError):
    """`code` and words for the sender."""

    def __init__(self, code: str, message: Any) -> None:
        super().__init__(code)
        self.code, self.message = code, message


def typed(body: dict[str, Any]) -> tuple[dict[str, list[str]], list[Problem]]:
    """The body as the forms read it (name → what a browser would send), and what cannot be read."""
    data: dict[str, list[str]] = {}
    problems = []
    for name, value in body.items():
        field = QUESTIONS.get(name)
        if field is None:
            shown = name.encode("ascii", "backslashreplace").decode()[:60]
            problems.append(Problem(shown, "unknown", _("There is no field of this name.")))
            continue
        try:
            if value is not None:
                data[name] = as_typed(field, value)
        except WrongType as error:
            problems.append(Problem(name, error.code, error.message))
    return data, problems


def as_typed(field: forms.Field, value: Any) -> list[str]:
    """One value as a browser would send it; raises WrongType."""
    if isinstance(field, forms.FileField):
        return _no_files(value)
    if isinstance(field, form_fields.Several):
        return _several(field, value)
    if isinstance(field, form_fields.YesNo | form_fields.Tick):
        return [_yes_or_no(field, value)]
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and isinstance(field, FIGURES):
        return [str(value)]
    if not isinstance(value, str):
        raise WrongType("type", _("Please send text here."))
    if isinstance(field, Unit) and not UNIT_CODE.fullmatch(value):
        raise WrongType("invalid_choice", field.error_messages["invalid_choice"])
    if isinstance(field, form_fields.OneOf) and value not in labels_of(field):
        raise WrongType("invalid_choice", field.error_messages["invalid_choice"])
    _check_length(value, getattr(field, "limit", None))
    return [value]


def _no_files(value: Any) -> list[str]:
    if value == [] and isinstance(value, list):
        return []
    raise WrongType("documents", _("Papers are not taken here: the person adds them on the page or brings them along."))


def _several(field: form_fields.Several, value: Any) -> list[str]:
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise WrongType("type", _("Please send a list of texts here."))
    if len(value) > LIST_LIMIT:
        raise WrongType("too_many", _("These are too many answers."))
    for one in value:
        if not field.own_words and one not in labels_of(field):
            raise WrongType("invalid_choice", field.error_messages["invalid_choice"])
        _check_length(one, ITEM_LIMIT)
    return value


def _yes_or_no(field: forms.Field, value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str) and value in YES_NO:
        return YES_NO[value]
    raise WrongType("invalid_choice", _("Please send yes or no here."))


def _check_length(value: str, limit: int | None) -> None:
    if limit is not None and len(value) > limit:
        raise WrongType(
            "too_long",
            _("This is too long: at most %(limit)s characters, and you wrote %(count)s. Please shorten it.")
            % {"limit": limit, "count": len(value)},
        )


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the body, made from the forms; words in English."""
    always = {
        name
        for step in STEPS
        if step.slug not in {"nguoi-viet", "y-kien"}
        for name in step.needed
        if name != "residence_province"  # its ward brings it along
    }
    with translation.override("en"):
        properties = {name: _described(field, name in always) for name, field in QUESTIONS.items()}
    return {
        "type": "object",
        "title": "RegistrationBody",
        "properties": properties,
        "required": [name for name in QUESTIONS if name in always],
        "additionalProperties": False,
    }


def _described(field: forms.Field, required: bool) -> dict[str, Any]:
    words = " ".join(str(part) for part in (field.label, field.help_text) if part)
    return {"description": words, **_kind(field, required)}


def _kind(field: forms.Field, required: bool) -> dict[str, Any]:
    null = [] if required else ["null"]
    if isinstance(field, forms.FileField):
        return {"type": ["array", "null"], "maxItems": 0, "items": {"type": "string"}}
    if isinstance(field, form_fields.Several):
        return {"type": ["array", *null], "maxItems": LIST_LIMIT, "items": _item(field)}
    if isinstance(field, Unit):
        return {"type": ["string", *null], "pattern": "^([0-9]{2}|[0-9]{5})$"}
    if isinstance(field, form_fields.OneOf | form_fields.Tick):
        return {"enum": [*_choices(field, required), *([] if required else [None])]}
    kinds = ["string", *(["integer"] if isinstance(field, FIGURES) else []), *null]
    least = {"minLength": 1} if required else {}
    return {"type": kinds, "maxLength": getattr(field, "limit", 100), **least}


def _item(field: form_fields.Several) -> dict[str, Any]:
    known = list(labels_of(field))
    return {"type": "string", "maxLength": ITEM_LIMIT, "examples": known} if field.own_words else {"enum": known}


def _choices(field: forms.Field, required: bool) -> list[Any]:
    if isinstance(field, form_fields.Tick) and required:
        return [*(word for word, means in YES_NO.items() if means == "yes"), True]  # no consent, no registration
    if isinstance(field, form_fields.YesNo | form_fields.Tick):
        return [*YES_NO, True, False]
    return list(labels_of(cast(forms.ChoiceField, field)))
