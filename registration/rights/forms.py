"""The form of a head of desk: what to answer, with which reason."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from . import law

LIMIT = 4000


class AnswerForm(forms.Form):
    """`do` (in_hand, grant, refuse, extend), `answer`, `reason`, `extension`."""

    use_required_attribute = False
    do = forms.ChoiceField(
        label=_("What do you answer?"),
        widget=forms.RadioSelect,
        choices=[
            ("in_hand", _("It is being handled (first answer)")),
            ("grant", _("It is done")),
            ("refuse", _("It cannot be met, or only in part")),
            ("extend", _("More time is needed (once)")),
        ],
        error_messages={"required": _("Please choose an answer.")},
    )
    answer = forms.CharField(
        label=_("Words for the person"),
        help_text=_("What was done, or why not and where to complain. Plain words; the person reads them online."),
        widget=forms.Textarea(attrs={"rows": 5}),
        max_length=LIMIT,
        required=False,
    )
    reason = forms.ChoiceField(label=_("Reason, where it cannot be met"), required=False)
    extension = forms.ChoiceField(label=_("Reason, where more time is needed"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, entries in (("reason", law.law().refusals), ("extension", law.law().extensions)):
            choice = self.fields[name]
            assert isinstance(choice, forms.ChoiceField)
            choice.choices = [("", "—"), *((key, str(words)) for key, words in entries.items())]
