"""The answers that the desk puts right, as a form: the values that the file holds, and the reason."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.sms.phones import BadPhone
from portal.sms.phones import normalise as normalise_phone
from registration.rules import personal_number
from registration.rules.ruleset import ruleset_for

from .. import answer_words, correcting
from .moves import DAY_FORMATS, words_field

OLDEST_YEAR = 1900
LONGEST = {"residence_address": 200, "permanent_address": 200, "safe_contact": 300, "determination_facility": 200}


class Day(forms.CharField):
    """A day as people write it, or (with `year_alone`) a year; kept ISO, or as the year."""

    def __init__(self, *, year_alone: bool = False, **kwargs: Any) -> None:
        self.year_alone = year_alone
        super().__init__(max_length=20, **kwargs)

    def clean(self, value: Any) -> str:
        text = super().clean(value).strip()
        if not text:
            return ""
        if self.year_alone and text.isascii() and text.isdigit() and len(text) == 4:
            year = int(text)
            if OLDEST_YEAR <= year <= timezone.localdate().year:
                return text
        found = next((day for form in DAY_FORMATS if (day := _parsed(text, form))), None)
        if found is None or not date(OLDEST_YEAR, 1, 1) <= found <= timezone.localdate():
            raise forms.ValidationError(_("Write a day that has been, like 5/3/1990."))
        return found.isoformat()

    def prepare_value(self, value: Any) -> Any:
        day = _parsed(str(value or ""), "%Y-%m-%d")
        return f"{day.day}/{day.month}/{day.year}" if day else value


def _parsed(text: str, form: str) -> date | None:
    try:
        return datetime.strptime(text, form).date()
    except ValueError:
        return None


class CorrectForm(forms.Form):
    """Fields of `correcting.FIELDS`, and `reason`."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in correcting.FIELDS:
            self.fields[name] = _field(name)
        self.fields["reason"] = words_field(
            _("Why is this put right?"),
            _("By which paper, or at whose word. The person reads it."),
            500,
        )

    @classmethod
    def of(cls, answers: Mapping[str, Any]) -> "CorrectForm":
        """The form as the file stands."""
        return cls(initial={name: answers.get(name, "") for name in correcting.FIELDS})

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_phone(self) -> str:
        try:
            return normalise_phone(self.cleaned_data["phone"])
        except BadPhone as error:
            raise forms.ValidationError(_("This is no phone number that can be reached.")) from error

    def clean_id_number(self) -> str:
        return "".join(sign for sign in self.cleaned_data["id_number"].upper() if sign.isalnum())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("id_kind") == "personal_number":
            try:
                personal_number.read(given.get("id_number", ""), ruleset_for(timezone.localdate()))
            except personal_number.NotAPersonalNumber as error:
                self.add_error("id_number", str(error))
        return given

    @property
    def answers(self) -> dict[str, Any]:
        """The typed answers in the shape of the file."""
        given = {name: self.cleaned_data[name] for name in correcting.FIELDS if name in self.cleaned_data}
        count = given.get("earlier_voluntary_count")
        return given | ({"earlier_voluntary_count": int(count)} if count not in (None, "") else {})


def _field(name: str) -> forms.Field:
    label, required = answer_words.label(name), name in {"full_name", "phone", "residence_address", "date_of_birth"}
    if name in {"date_of_birth", "id_issued_on", "determination_date"}:
        return Day(label=label, required=required, year_alone=name == "date_of_birth")
    if name == "earlier_voluntary_count":
        return forms.IntegerField(label=label, required=False, min_value=0, max_value=50)
    if choices := answer_words.VALUES.get(name):
        return forms.ChoiceField(label=label, required=False, choices=[("", "–"), *choices.items()])
    return forms.CharField(label=label, required=required, max_length=LONGEST.get(name, 120))
