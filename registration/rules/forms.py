"""Forms of the pages about versions of the law."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.permissions import confirmed_recently

from .models import LONGEST_TEXT

SHORT = 1000


class NewVersionForm(forms.Form):
    """A new version: from when, and because of which act."""

    valid_from = forms.DateField(
        label=_("First day of the new version"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Why there is a new version"),
        help_text=_("The act with its number and day, as it stands in the official gazette."),
        max_length=SHORT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class TextForm(forms.Form):
    """The text of a draft; `seen` is the digest of what the author had before the eyes."""

    text = forms.CharField(
        label=_("Text of the version"),
        max_length=LONGEST_TEXT,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 40, "spellcheck": "false", "wrap": "off"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)


class ReasonForm(forms.Form):
    """Why it goes back, or is withdrawn."""

    reason = forms.CharField(label=_("Why?"), max_length=SHORT, widget=forms.Textarea(attrs={"rows": 3}), required=True)


class ApproveForm(forms.Form):
    """The second person's word: what was compared, and the second factor, unless given a moment ago."""

    compared = forms.BooleanField(
        label=_("I compared this text with the official gazette."),
        error_messages={"required": _("Approve only what you compared with the official gazette.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, request: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not confirmed_recently(request):
            self.fields["otp_token"] = forms.CharField(label=_("Code of your second factor"), max_length=20)
