"""Forms of the visiting times: how visits are cut, which days are closed."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .models import DeskTimes


class TimesForm(forms.ModelForm):
    """Length, places, days ahead, and whether visits can be booked at all."""

    use_required_attribute = False

    class Meta:
        model = DeskTimes
        fields = ["takes_bookings", "slot_minutes", "capacity", "ahead_days"]
        widgets = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})
            for name in ("slot_minutes", "capacity", "ahead_days")
        }
        help_texts = {
            "slot_minutes": _("From 10 to 120. Visits already booked keep their time."),
            "capacity": _("How many people the desk can receive side by side, up to 20."),
            "ahead_days": _("From 1 to 60 days."),
        }


class Day(forms.DateField):
    """A day as people write it, or as a date picker sends it."""

    widget = forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"], **kwargs)
        self.error_messages["invalid"] = _("Please write the date as day/month/year, for example 1/12/2026.")

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and abs(day.year - timezone.localdate().year) > 2:
            raise forms.ValidationError(_("This date is too far away. Please check the year."), code="far")
        return day


class DayForm(forms.Form):
    """One day."""

    use_required_attribute = False
    day = Day(label=_("Day"))


class CloseForm(DayForm):
    """A day to close; booked visits are cancelled only where that is said."""

    cancel_visits = forms.BooleanField(label=_("Visits booked on this day may be cancelled"), required=False)
