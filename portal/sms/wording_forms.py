"""Forms of the registered texts: a new wording, and when the operator registered it."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST = 480


class WordingForm(forms.Form):
    """Both languages; what is wrong with them is said by `wording_rules`."""

    vi = forms.CharField(
        label=_("Vietnamese, without marks"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the text.")},
    )
    en = forms.CharField(
        label=_("English"),
        max_length=MOST,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the text.")},
    )

    def texts(self) -> dict[str, str]:
        """By language."""
        return {name: self.cleaned_data[name] for name in ("vi", "en")}

    def take_faults(self, faults: dict[str, list[str]]) -> None:
        """Show what `wording_rules.Unfit` found beside its field."""
        for language, said in faults.items():
            for fault in said:
                self.add_error(language, fault)


class RegisteredForm(forms.Form):
    """With whom and on which day."""

    registered_with = forms.CharField(label=_("Registered with (operator)"), max_length=80)
    registered_on = forms.DateField(
        label=_("Registered on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
    )

    def clean_registered_on(self) -> Any:
        """Not in the future."""
        day = self.cleaned_data["registered_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day is still to come."))
        return day
