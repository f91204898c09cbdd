"""What the person types (code, PIN, words) and what the counsellor types (appointments, steps)."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.conversations.text import LIMIT
from portal.accounts.models import HOTLINE, Posting, User

CODE = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "class": "govuk-input--width-10"}
PIN = {"autocomplete": "off", "inputmode": "numeric", "class": "govuk-input--width-10"}
AHEAD = timedelta(days=366)


def _pin(label: Any, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=20, widget=forms.PasswordInput(attrs=PIN, render_value=False)
    )


class EnterForm(forms.Form):
    """Code and PIN."""

    use_required_attribute = False
    sign = forms.CharField(label=_("Code of the page"), max_length=20, widget=forms.TextInput(attrs=CODE))
    pin = _pin(_("Your PIN"))


class _TwicePin(forms.Form):
    """A form with a PIN that is typed twice, as `pin` and `again`."""

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if "again" in given and given.get("pin") != given["again"]:
            self.add_error("again", _("The two PINs are not the same."))
        return given


class FirstForm(_TwicePin):
    """The first time: the code, the setup code, a PIN of one's own twice."""

    use_required_attribute = False
    sign = forms.CharField(label=_("Code of the page"), max_length=20, widget=forms.TextInput(attrs=CODE))
    setup = forms.CharField(
        label=_("Setup code"),
        help_text=_("From your counsellor; it works once, for three days."),
        max_length=20,
        widget=forms.TextInput(attrs=CODE),
    )
    pin = _pin(_("Choose a PIN"), _("6 to 12 digits that nobody near you would guess: no birthday."))
    again = _pin(_("The same PIN again"))


class PinForm(_TwicePin):
    """Another PIN."""

    use_required_attribute = False
    old = _pin(_("Your PIN now"))
    pin = _pin(_("Choose a new PIN"), _("6 to 12 digits that nobody near you would guess: no birthday."))
    again = _pin(_("The same PIN again"))


class WordsForm(forms.Form):
    """A message; `client_id` makes a second sending the same message."""

    use_required_attribute = False
    client_id = forms.UUIDField(widget=forms.HiddenInput)
    body = forms.CharField(
        label=_("Your message"),
        max_length=LIMIT,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
        error_messages={"required": _("Please write something first.")},
    )


class MeetingForm(forms.Form):
    """An appointment."""

    use_required_attribute = False
    starts_at = forms.DateTimeField(
        label=pgettext_lazy("meeting", "Day and time"),
        input_formats=["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%H:%M %d/%m/%Y"],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        error_messages={"invalid": _("Please write day and time, for example 1/12/2026 14:30.")},
    )
    where = forms.CharField(label=pgettext_lazy("meeting", "Where, or by which way"), max_length=200)

    def clean_starts_at(self) -> datetime:
        """Ahead, within a year."""
        moment: datetime = self.cleaned_data["starts_at"]
        if not timezone.now() < moment < timezone.now() + AHEAD:
            raise forms.ValidationError(_("Choose a time within the next year."))
        return moment


class StepForm(forms.Form):
    """A step of the plan."""

    use_required_attribute = False
    words = forms.CharField(label=_("A step of the plan"), max_length=300)


class ColleagueForm(forms.Form):
    """Who goes on with the page."""

    use_required_attribute = False
    to = forms.ModelChoiceField(label=_("Give the page to"), queryset=User.objects.none())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        posted = Posting.objects.valid_on(timezone.localdate()).with_role(*HOTLINE).values("user")
        self.fields["to"].queryset = User.objects.filter(pk__in=posted, is_active=True)  # type: ignore[attr-defined]
