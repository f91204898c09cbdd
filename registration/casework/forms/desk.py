"""The desk's two ways to a file: the code that the person shows, and the search among the desk's own files."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OpenForm(forms.Form):
    """Open a prepared dossier."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code of the file"),
        help_text=_("The person shows it on the phone or on paper. Capital or small letters, with or without dashes."),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}),
    )


class SearchForm(forms.Form):
    """Find a file of the desk: sent by POST, so that no number ends up in an address or a log."""

    use_required_attribute = False
    q = forms.CharField(
        label=_("Find a file"),
        help_text=_("Code, phone number or personal number, in full; or a name, with or without marks."),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "type": "search"}),
    )


class BreakGlassForm(forms.Form):
    """Open one file of the province in an emergency."""

    use_required_attribute = False
    code = forms.CharField(
        label=_("Code of the file"), max_length=40, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    reason = forms.CharField(
        label=_("Why must you read this file now?"),
        help_text=_(
            "In a full sentence. The ward's desk, the auditors and, where it is asked for, the person read it."
        ),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
