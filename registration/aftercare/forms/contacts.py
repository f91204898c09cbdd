"""A helper's forms: a contact that took place, one that did not, one that moves. Short, for a thumb on a phone."""

from typing import Any
from uuid import uuid4

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from registration.casework import lists
from registration.casework.forms.moves import Reason, day_field, words_field

from ..states import Channel, Need

HOW_LIMIT = 1000


class VisitForm(forms.Form):
    """A contact that took place. `key` makes a second sending the same contact."""

    use_required_attribute = False
    key = forms.UUIDField(widget=forms.HiddenInput)
    happened_on = day_field(_("When did you meet?"))
    channel = forms.ChoiceField(
        label=pgettext_lazy("contact", "How did you meet?"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how you met.")},
    )
    signal = forms.ChoiceField(
        label=_("How is the person?"),
        help_text=_("Only to see who needs more support. It is no test, and the police desk does not see it."),
        widget=forms.RadioSelect,
        error_messages={"required": _("Say how the person is.")},
    )
    how = words_field(
        _("What should be remembered?"),
        _("A few words, for you and the next contact. No results of tests."),
        HOW_LIMIT,
        required=False,
    )
    needs = forms.MultipleChoiceField(
        label=_("Did the person ask for something new?"),
        choices=Need.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    next_on = day_field(_("Next contact, if sooner than planned"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"key": uuid4(), "happened_on": timezone.localdate()} | (kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.fields["signal"].choices = lists.choices("support_signal")  # type: ignore[attr-defined]
        self.fields["next_on"].required = False


class MissedForm(forms.Form):
    """A contact that did not take place."""

    use_required_attribute = False
    reason = Reason(label=_("Why did it not happen?"), error_messages={"required": _("Choose a reason.")})
    next_on = day_field(_("Next try"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = lists.choices("followup_missed")  # type: ignore[attr-defined]
        self.fields["next_on"].required = False


class RescheduleForm(forms.Form):
    """A contact that moves to another day."""

    use_required_attribute = False
    to = day_field(_("To which day?"))
