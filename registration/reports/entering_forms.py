"""Forms of the coordinator: targets, and numbers that the portal cannot count."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from . import words
from .choosing import Choice
from .indicators import Indicator, indicators, measures

LARGEST = 100_000_000


class TargetForm(forms.Form):
    """A wanted value; left empty, the target is taken away."""

    indicator = forms.ChoiceField(label=pgettext_lazy("report", "Figure"))
    place = forms.ChoiceField(label=_("Place of treatment"), required=False)
    value = forms.DecimalField(
        label=pgettext_lazy("report", "Target"),
        help_text=_("A number; for shares the percent. Leave it empty to take the target away."),
        min_value=0,
        max_value=LARGEST,
        max_digits=12,
        decimal_places=2,
        required=False,
        localize=True,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def __init__(self, choice: Choice, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        last = choice.period.last
        shown = [one for one in indicators().values() if _is_shown(one, choice)]
        self.fields["indicator"].choices = [(one.code, one.label(last)) for one in shown]  # type: ignore[attr-defined]
        every = pgettext_lazy("places of treatment", "all together")
        self.fields["place"].choices = [("", every), *words.places().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        one = indicators().get(cleaned.get("indicator", ""))
        if one is not None and cleaned.get("place") and not one.splits:
            self.add_error("place", _("This figure is not known by place of treatment."))
        if one is not None and one.unit == "percent" and (cleaned.get("value") or 0) > 100:
            self.add_error("value", _("A share is at most 100 percent."))
        return cleaned


class NumberForm(forms.Form):
    """A number and where it comes from; left empty, the number is taken away."""

    measure = forms.ChoiceField(label=pgettext_lazy("report", "Number"))
    value = forms.IntegerField(
        label=pgettext_lazy("report", "How many"),
        help_text=_("Leave it empty to take the number away."),
        min_value=0,
        max_value=LARGEST,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    source = forms.CharField(
        label=_("Who gave the number, and in which paper"),
        help_text=_("Shown beside the figure. Please name no person."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["measure"].choices = list(measure_words().items())  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("value") is not None and not cleaned.get("source") and "source" not in self.errors:
            self.add_error("source", _("Write who gave the number: it is shown beside the figure."))
        return cleaned


def measure_words() -> dict[str, Any]:
    """The measures that can be typed in, with their names."""
    named = {
        "people_with_file": pgettext_lazy("typed number", "People in the records of the police (police data)"),
        "staff": pgettext_lazy("typed number", "Staff of this work"),
        "staff_trained": pgettext_lazy("typed number", "Staff trained in the period"),
        "contacts": pgettext_lazy("typed number", "Contacts with a counsellor"),
        "contacts_chat": pgettext_lazy("typed number", "Contacts by chat"),
        "contacts_sms": pgettext_lazy("typed number", "Contacts by text message"),
        "answered_60_s": pgettext_lazy("typed number", "Contacts answered within 60 seconds"),
        "people_counselled": pgettext_lazy("typed number", "People counselled"),
        "referrals": pgettext_lazy("typed number", "Referrals to services"),
        "screenings": pgettext_lazy("typed number", "Self-screenings begun"),
        "feedback_due": pgettext_lazy("typed number", "Feedback whose answer fell due"),
        "feedback_on_time": pgettext_lazy("typed number", "Feedback answered on time"),
    }
    return {code: label for code, label in named.items() if code in measures()}


def _is_shown(one: Indicator, choice: Choice) -> bool:
    return choice.view.shows(one, choice.area) and one.in_force(choice.period.first, choice.period.last)
