"""Forms of the supervisor: a shift, the size of a sample, the rubric."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from hotline.supervision import shifts
from hotline.supervision.quality import MOST, rubric
from portal.accounts.models import User

POINTS = [("2", _("2: fully")), ("1", _("1: partly")), ("0", _("0: not yet"))]


class ShiftForm(forms.Form):
    """Who, on which day, from when to when; an end before the beginning means the next morning."""

    use_required_attribute = False
    user = forms.ModelChoiceField(label=_("Counsellor"), queryset=User.objects.none())
    day = forms.DateField(
        label=_("Day of the shift"),
        widget=forms.DateInput(attrs={"type": "date", "class": "govuk-input--width-10"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        error_messages={"invalid": _("Please write the date as day/month/year, for example 1/12/2026.")},
    )
    starts = forms.TimeField(
        label=_("From (time)"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}, format="%H:%M"),
        error_messages={"invalid": _("Please write the time as hours and minutes, for example 07:30.")},
    )
    ends = forms.TimeField(
        label=_("To (time)"),
        widget=forms.TimeInput(attrs={"type": "time", "class": "govuk-input--width-5"}, format="%H:%M"),
        error_messages={"invalid": _("Please write the time as hours and minutes, for example 07:30.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = shifts.staff()  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The two moments, as `starts_at` and `ends_at`."""
        found: dict[str, Any] = super().clean() or {}
        day, starts, ends = found.get("day"), found.get("starts"), found.get("ends")
        if day is None or starts is None or ends is None:
            return found
        if abs((day - timezone.localdate()).days) > 370:
            self.add_error("day", _("This date is too far away. Please check the year."))
            return found
        begins = shifts.at(day, starts)
        ending = shifts.at(day if ends > starts else day + timedelta(days=1), ends)
        if ending - begins > shifts.LONGEST:
            self.add_error("ends", _("A shift lasts at most 13 hours."))
        return found | {"starts_at": begins, "ends_at": ending}


class DrawForm(forms.Form):
    """How many conversations are drawn."""

    use_required_attribute = False
    number = forms.TypedChoiceField(
        label=_("How many conversations to draw"),
        choices=[(str(one), str(one)) for one in (1, 3, 5, 10, MOST)],
        coerce=int,
        initial="5",
    )


class RubricForm(forms.Form):
    """One figure for each criterion."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = get_language() or "vi"
        for one in rubric():
            self.fields[one.key] = forms.TypedChoiceField(
                label=one.title_in(language),
                help_text=one.means_in(language),
                choices=POINTS,
                coerce=int,
                widget=forms.RadioSelect,
            )
