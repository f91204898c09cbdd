"""What the staff of a facility types: places, admission, discharge, and the reports to the desk."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from registration.casework import lists
from registration.casework.forms.moves import Reason, day_field, words_field

from .shared import AboutForm

WORDS_LIMIT = 1000


class AcceptForm(AboutForm):
    """Accepting needs no words."""


class AdmitForm(AboutForm):
    admitted_on = day_field(_("On which day was the person admitted?"))

    def shape(self) -> None:
        self.fields["admitted_on"].initial = timezone.localdate()


class DischargeForm(AboutForm):
    discharged_on = day_field(_("On which day did the person leave?"))
    reason = Reason(label=_("Why?"), error_messages={"required": _("Choose a reason.")})

    def shape(self) -> None:
        self.fields["reason"].choices = lists.choices("discharged")  # type: ignore[attr-defined]
        self.fields["discharged_on"].initial = timezone.localdate()


class ReportForm(AboutForm):
    """A day, and words for the desk where there is something to say."""

    on = day_field(_("On which day?"))
    words = words_field(_("What should the desk know?"), "", WORDS_LIMIT, required=False)

    def shape(self) -> None:
        self.fields["on"].initial = timezone.localdate()


class StopForm(ReportForm):
    reason = Reason(label=_("Why did treatment stop?"), error_messages={"required": _("Choose a reason.")})
    field_order = ["on", "reason", "words"]

    def shape(self) -> None:
        super().shape()
        self.fields["reason"].choices = lists.choices("stopped")  # type: ignore[attr-defined]


class PlacesForm(forms.Form):
    """How many people the facility can take."""

    use_required_attribute = False
    places = forms.IntegerField(
        label=_("How many people can you take in all?"),
        help_text=_("Empty: no number is named, and referrals are not limited by it."),
        required=False,
        min_value=0,
        max_value=100_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
