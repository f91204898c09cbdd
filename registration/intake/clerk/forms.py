"""The desk's own questions beside the steps: how the form came, and whether the identity was compared."""

from datetime import datetime, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.calendar.deadlines import VIETNAM
from registration.intake.form_fields import DATE_ERRORS, Day, OneOf, TimeOfDay
from registration.intake.models import Draft

OLDEST_PAPER = timedelta(days=30)


class NewForm(forms.Form):
    """`origin`, and for a paper form when the desk took it."""

    use_required_attribute = False
    origin = OneOf(
        label=_("How does the registration come?"),
        choices=[
            (Draft.Origin.DESK, _("The person is here; we fill it in together")),
            (Draft.Origin.PAPER, _("I enter a form that was handed in on paper")),
        ],
        error_messages={"required": _("Please choose one of the two.")},
    )
    paper_day = Day(
        label=_("Day on which the desk took the paper"),
        help_text=_("Only for paper. Example: 24/11/2026."),
        required=False,
    )
    paper_time = TimeOfDay(
        label=_("Time of day"), help_text=_("The legal hours count from then. Example: 14:30 or 9h."), required=False
    )
    received_at: datetime | None = None

    def clean(self) -> None:
        day, at = self.cleaned_data.get("paper_day"), self.cleaned_data.get("paper_time")
        if self.cleaned_data.get("origin") != Draft.Origin.PAPER:
            for name in ("paper_day", "paper_time"):
                self.errors.pop(name, None)
            return
        for name, value in (("paper_day", day), ("paper_time", at)):
            if not value and name not in self.errors:
                self.add_error(name, _("For a paper form we need the day and the time of receipt."))
        if day and at:
            self._check(datetime.fromisoformat(f"{day}T{at}").replace(tzinfo=VIETNAM))

    def _check(self, moment: datetime) -> None:
        now = timezone.now()
        if moment > now:
            self.add_error("paper_time", DATE_ERRORS["future"])
        elif moment < now - OLDEST_PAPER:
            self.add_error("paper_day", _("This is more than 30 days ago. Please speak with your chief first."))
        else:
            self.received_at = moment


class FinishForm(forms.Form):
    """`identity_compared`: with it the registration is received at once."""

    use_required_attribute = False
    identity_compared = forms.BooleanField(
        label=_("I have compared the person with the original papers or VNeID"),
        help_text=_("Then the registration is received now, and the legal hours run."),
        required=False,
    )
