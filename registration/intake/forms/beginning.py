"""Steps `bat-dau` and `nguoi-viet`: who writes, whether there is a determination, and the writer's own data."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.sms.phone_field import Phone
from portal.ui.typed_fields import Line
from registration.intake.form_fields import DATE_ERRORS, BirthDay, Day, Name, OneOf, Tick, TimeOfDay, YesNo
from registration.intake.forms.base import StepForm
from registration.intake.forms.identity import CONFIRM, SEXES, IdentityChecks

WRITERS = [
    ("self", _("I am, for myself")),
    ("father", _("The person's father")),
    ("mother", _("The person's mother")),
    ("wife", _("The person's wife")),
    ("husband", _("The person's husband")),
    ("child", _("The person's son or daughter")),
    ("guardian", _("The person's guardian")),
]


class BeginningForm(StepForm):
    """`bat-dau`. Beside the contract's questions: the hour of the result, a substitution clinic, a danger right now."""

    writer = OneOf(label=_("Who is filling in this form?"), choices=WRITERS)
    determination_result = OneOf(
        label=_("Is there a result of a medical determination that is still valid?"),
        help_text=_("A paper from a health facility. The State pays for it."),
        choices=[("yes", _("Yes")), ("no", _("No, not yet")), ("waiting", _("I am waiting for the result"))],
    )
    determination_facility = Line(
        label=_("Which facility gave the result?"), help_text=_("Only if there is a result."), limit=200, required=False
    )
    determination_date = Day(
        label=_("What date is on the result?"),
        help_text=_("Only if there is a result. Example: 1/9/2026."),
        required=False,
    )
    determination_time = TimeOfDay(
        label=_("If it was yesterday or today: at about what time were you told?"),
        help_text=_("Then we show how many hours are left to register. Example: 14:30 or 9h."),
        required=False,
    )
    on_substitution = YesNo(
        label=_("Is the person in treatment with methadone or buprenorphine now?"),
        help_text=_("Then a letter of the clinic takes the place of the determination."),
        required=False,
    )
    in_danger = YesNo(
        label=_("Is somebody in danger at this moment?"),
        help_text=_("Hard to wake, breathing badly, having a seizure, or speaking of not wanting to live."),
        required=False,
    )

    def clean(self) -> None:
        if self.cleaned_data.get("determination_result") == "yes":
            self.need("determination_date", _("Please write the date that is on the result."))
        else:
            self.forgive("determination_facility", "determination_date", "determination_time")
        self._not_later_than_now()

    def _not_later_than_now(self) -> None:
        day, at = self.cleaned_data.get("determination_date"), self.cleaned_data.get("determination_time")
        now = timezone.localtime()
        if day == now.date().isoformat() and at and at > now.strftime("%H:%M"):
            self.add_error("determination_time", forms.ValidationError(DATE_ERRORS["future"], code="future"))

    def answers(self) -> dict[str, Any]:
        """A substitution clinic said here is known to the later question about it, where it can be changed."""
        found = super().answers()
        if found.get("on_substitution") == "yes":
            found["substitution_status"] = "now"
        elif found.get("on_substitution") == "no" and self.saved.get("substitution_status") == "now":
            found["substitution_status"] = "none"
        return found


class WriterForm(IdentityChecks, StepForm):
    """`nguoi-viet`: shown when somebody writes for the person."""

    writer_name = Name(label=_("Your full name"))
    writer_date_of_birth = BirthDay(
        label=_("Your date of birth"), help_text=_("Example: 1/2/1970, or the year alone."), required=False
    )
    writer_sex = OneOf(label=_("Your sex, as on your paper"), choices=SEXES, required=False)
    writer_id_number = Line(
        label=_("Your personal number"), help_text=_("12 digits, on the identity card."), limit=30, required=False
    )
    writer_phone = Phone(label=_("Your phone number"), help_text=_("Example: 0912 345 678."))
    writer_address = Line(label=_("Where you live"), limit=300, required=False)

    confirm_writer_id_number = Tick(label=CONFIRM, required=False)

    identity = ("writer_id_number", "writer_date_of_birth", "writer_sex", "confirm_writer_id_number")
