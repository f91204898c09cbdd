"""Form fields of the wizard: each turns what people type into what is stored (JSON), or says kindly what to change.

Every field keeps its stored form simple (text, list of text, number) and can `present` it again for editing.
"""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.privacy import clean_text
from portal.ui.typed_fields import Line
from registration.intake import person_dates

DATE_ERRORS = {
    "shape": _("Please write the date as day/month/year, for example 1/2/1990."),
    "short_year": _("Please write the year with four digits, for example 1990."),
    "impossible": _("There is no such day in the calendar. Please check day and month."),
    "early": _("This date is too long ago. Please check the year."),
    "future": _("This date is still to come. Please check it."),
    "time": _("Please write the time of day, for example 14:30 or 9h."),
}
LIST_LIMIT = 20


def labels_of(field: forms.ChoiceField) -> dict[str, str]:
    """The answers of a list with their words."""
    return {str(key): str(label) for key, label in cast(Iterable[tuple[str, str]], field.choices)}


class Name(Line):
    """A person's name: 1-100 characters, at least one letter, no figures."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=100, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if text and (not any(char.isalpha() for char in text) or any(char.isdigit() for char in text)):
            raise forms.ValidationError(_("Please write a name with letters, without figures."), code="name")
        return text


class Parsed(Line):
    """A line that is understood as something else: `parse` answers what is stored, or raises BadDate."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=60, **kwargs)

    def parse(self, text: str) -> str:
        raise NotImplementedError

    def to_python(self, value: Any) -> str:
        text = super().to_python(value)
        if not text:
            return ""
        try:
            return self.parse(text)
        except person_dates.BadDate as error:
            raise forms.ValidationError(DATE_ERRORS[error.reason], code=error.reason) from error


class Day(Parsed):
    """A day in the past; stored as ISO text."""

    def parse(self, text: str) -> str:
        return person_dates.parse_day(text, today=timezone.localdate()).isoformat()

    def present(self, stored: Any) -> Any:
        return person_dates.shown(stored)


class BirthDay(Day):
    """A birth date, or the year alone; stored as ISO date or four digits."""

    def parse(self, text: str) -> str:
        return person_dates.parse_birth(text, today=timezone.localdate())


class Year(Day):
    """A year in the past."""

    def parse(self, text: str) -> str:
        try:
            return str(person_dates.parse_year(text, today=timezone.localdate()))
        except person_dates.BadDate as error:
            if error.reason == "shape":
                raise forms.ValidationError(_("Please write a year with four digits."), code="shape") from error
            raise


class TimeOfDay(Parsed):
    """A time of day; stored as HH:MM."""

    def parse(self, text: str) -> str:
        return person_dates.parse_time(text)


class Email(Line):
    """An e-mail address."""

    default_validators = [forms.EmailField.default_validators[0]]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(limit=200, **kwargs)
        self.error_messages["invalid"] = _("This does not look like an e-mail address. Example: ten@vidu.vn.")

    def run_validators(self, value: Any) -> None:
        try:
            super().run_validators(value)
        except forms.ValidationError as error:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from error


class Count(Line):
    """A small whole number; stored as a number, or None when left open."""

    def __init__(self, *, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(limit=20, **kwargs)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {"autocomplete": "off", "inputmode": "numeric", "class": "govuk-input--width-4"}

    def to_python(self, value: Any) -> Any:
        text = clean_text.plain_digits(super().to_python(value))
        if not text:
            return None
        if not (text.isascii() and text.isdigit()) or int(text) > self.most:
            raise forms.ValidationError(
                _("Please write a whole number from 0 to %(most)s."), code="number", params={"most": self.most}
            )
        return int(text)


class OneOf(forms.ChoiceField):
    """One answer of a list, as radio buttons."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = _("Please choose one of the answers shown.")

    def present(self, stored: Any) -> Any:
        return stored


class YesNo(OneOf):
    """Yes or no; also understands `on`, `true` and `1` from other writers of the form."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=[("yes", _("Yes")), ("no", _("No"))], **kwargs)

    def to_python(self, value: Any) -> str:
        value = super().to_python(value)
        return {"on": "yes", "true": "yes", "1": "yes", "off": "no", "false": "no", "0": "no"}.get(value, value)


class TickBox(forms.CheckboxInput):
    """A checkbox that only a yes ticks: `no` from another writer of the form is no consent."""

    def value_from_datadict(self, data: Any, files: Any, name: str) -> bool:
        return str(data.get(name, "")).strip().lower() in {"on", "yes", "true", "1"}


class Tick(forms.BooleanField):
    """A single tick, never ticked beforehand; stored as `yes` or empty."""

    widget = TickBox

    def to_python(self, value: Any) -> Any:
        return "yes" if super().to_python(value) else ""

    def present(self, stored: Any) -> Any:
        return stored == "yes"


class Several(forms.MultipleChoiceField):
    """Several answers of a list, as checkboxes. `own_words` keeps answers that are not on the list as short lines."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, own_words: bool = False, **kwargs: Any) -> None:
        self.own_words = own_words
        super().__init__(**kwargs)
        self.error_messages["invalid_choice"] = _("Please choose from the answers shown.")

    def to_python(self, value: Any) -> list[str]:
        known = labels_of(self)
        values = [str(one) for one in value or [] if str(one).strip()]
        if len(values) > LIST_LIMIT:
            raise forms.ValidationError(_("These are too many answers."), code="too_many")
        line = Line(limit=60, required=False)
        return [one if one in known else line.to_python(one) for one in values]

    def valid_value(self, value: Any) -> bool:
        return self.own_words or super().valid_value(value)

    def present(self, stored: Any) -> Any:
        known = labels_of(self)
        self.choices = [*known.items(), *((one, one) for one in stored or [] if one not in known)]
        return stored
