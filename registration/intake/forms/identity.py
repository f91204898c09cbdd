"""Step `nguoi-dang-ky`: the person, as on the paper. A contradicting number is asked about, never refused."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.privacy.clean_text import plain_digits
from portal.ui.typed_fields import Line
from registration.intake.form_fields import BirthDay, Day, Name, OneOf, Tick
from registration.intake.forms.base import StepForm
from registration.rules import personal_number
from registration.rules.ages import age_range
from registration.rules.ruleset import ruleset_for

SEXES = [("male", _("Male")), ("female", _("Female"))]
ID_KINDS = [
    ("personal_number", _("Personal number (identity card, 12 digits)")),
    ("passport", _("Passport")),
    ("none", _("No paper at hand")),
]
OLD_NUMBER = _("This is an old nine-digit number; today’s cards have twelve digits.")


class IdentityChecks(forms.Form):
    """Compares a personal number with birth date and sex; a contradiction asks for a tick, and is no wall."""

    identity = ("id_number", "date_of_birth", "sex", "confirm_id_number")
    saved: dict[str, Any]
    today: date

    def shape(self) -> None:
        if not self.is_bound and self.saved.get(self.identity[3]) != "yes":
            del self.fields[self.identity[3]]

    def clean(self) -> None:
        super().clean()
        # The tick is shown only where there is something to confirm.
        if not self._check_number():
            self.fields.pop(self.identity[3])
            self.cleaned_data.pop(self.identity[3], None)

    def _check_number(self) -> bool:
        """Whether the number contradicts and has to be, or was, confirmed."""
        number_field, _birth, _sex, confirm_field = self.identity
        number = personal_number.normalise(plain_digits(str(self.cleaned_data.get(number_field) or "")))
        if not number or self.cleaned_data.get("id_kind", "personal_number") != "personal_number":
            return False
        try:
            doubts = self._doubts(number)
        except personal_number.NotAPersonalNumber as error:
            if not error.old_paper:
                message = _("A personal number has 12 digits; you wrote %(count)s signs.")
                self.add_error(
                    number_field,
                    forms.ValidationError(message, code="id_number", params={"count": len(number)}),
                )
                return False
            doubts = [str(OLD_NUMBER)]
        self.cleaned_data[number_field] = number
        if doubts and not self.cleaned_data.get(confirm_field):
            message = _("%(doubts)s If the number is as on the paper, tick the box below.")
            params = {"doubts": " ".join(doubts)}
            self.add_error(number_field, forms.ValidationError(message, code="contradiction", params=params))
        return bool(doubts)

    def _doubts(self, number: str) -> list[str]:
        """Contradictions in words. Who was registered abroad has no province's number: that alone is no doubt."""
        rules = ruleset_for(self.today)
        birth, sex = (self.cleaned_data.get(name) or "" for name in self.identity[1:3])
        read = personal_number.read(number, rules)
        found = personal_number.doubts(
            read, rules, sex=sex, born_in=int(birth[:4]) if birth else None, today=self.today
        )
        return [doubt.text for doubt in found if doubt is not personal_number.Doubt.UNKNOWN_PLACE]


CONFIRM = _("I have checked: the number is as on the paper.")


class PersonForm(IdentityChecks, StepForm):
    """`nguoi-dang-ky`."""

    full_name = Name(label=_("Full name"), help_text=_("As on the identity paper. Example: Nguyễn Văn An."))
    other_name = Line(
        label=_("Other name"), help_text=_("If you are also known by another name."), limit=100, required=False
    )
    date_of_birth = BirthDay(
        label=_("Date of birth"), help_text=_("Example: 1/2/1990. If only the year is known: 1990.")
    )
    sex = OneOf(label=_("Sex, as on the paper"), choices=SEXES)
    id_kind = OneOf(label=_("Which identity paper is there?"), choices=ID_KINDS)
    id_number = Line(label=_("Number of the paper"), help_text=_("Leave empty if there is none."), limit=30)
    id_issued_on = Day(label=_("Date of issue"), help_text=_("If it is at hand."), required=False)
    id_issued_by = Line(label=_("Issued by"), limit=150, required=False)

    confirm_id_number = Tick(label=CONFIRM, required=False)

    def clean_date_of_birth(self) -> str:
        birth: str = self.cleaned_data["date_of_birth"]
        if len(birth) == 4:  # a year alone must not decide whether somebody is a child
            ages, rules = age_range(birth, self.today), ruleset_for(self.today)
            if ages and any(ages[0] < limit <= ages[1] for limit in (rules.from_age, rules.adult_age)):
                raise forms.ValidationError(
                    _("For this year of birth we also need day and month, because the age decides."), code="whole_date"
                )
        return birth

    def clean(self) -> None:
        kind = self.cleaned_data.get("id_kind")
        if kind == "none":
            self.forgive("id_number", "id_issued_on", "id_issued_by")
        elif not kind and not self.cleaned_data.get("id_number"):
            self.forgive("id_number")  # first the kind, then the number
        super().clean()
