"""The question before any figures leave the portal: what for, and as what kind of file."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

PURPOSE_LIMIT = 200


class ExportForm(forms.Form):
    """`purpose` goes into the audit log, so it names no person."""

    purpose = forms.CharField(
        label=_("What do you need the figures for?"),
        help_text=_("This goes into the log. Please name no person."),
        min_length=3,
        max_length=PURPOSE_LIMIT,
        error_messages={
            "required": _("Write what the figures are for, in a few words."),
            "min_length": _("Write what the figures are for, in a few words."),
        },
    )
    period = forms.CharField(widget=forms.HiddenInput, required=False, max_length=20)
    area = forms.CharField(widget=forms.HiddenInput, required=False, max_length=5)


class PaperExportForm(ExportForm):
    """A stored report as a file."""

    kind = forms.ChoiceField(
        label=pgettext_lazy("kind of file", "Format"),
        choices=[("pdf", "PDF"), ("xlsx", "XLSX")],
        initial="pdf",
        widget=forms.RadioSelect,
    )
