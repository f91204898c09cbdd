"""What the drafter says beside the figures."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    """Words for the reader of the report."""

    note = forms.CharField(
        label=_("Assessment, difficulties, proposals"),
        help_text=_("This stands in the report after the figures. Please name no person."),
        max_length=5000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
