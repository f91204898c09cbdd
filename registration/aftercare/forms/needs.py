"""The forms of a support need: note one, and each step of the committee desk."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.places.models import Facility
from registration.casework import lists
from registration.casework.forms.moves import Reason, words_field

from ..actions.needs import Step
from ..models import SupportNeed
from ..states import Need

NAME_LIMIT = 200


class AskForm(forms.Form):
    """A need that the person told."""

    use_required_attribute = False
    kind = forms.ChoiceField(
        label=_("What is needed?"),
        choices=Need.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose what is needed.")},
    )


class StepForm(forms.Form):
    """One step; knows the need that it is about."""

    use_required_attribute = False

    def __init__(self, *args: Any, need: SupportNeed, **kwargs: Any) -> None:
        self.need = need
        super().__init__(*args, **kwargs)
        self.shape()

    def shape(self) -> None:
        """Fill in what depends on the need."""

    def step(self) -> Step:
        """What was typed, for the action."""
        return Step(**self.cleaned_data)


class ProviderForm(StepForm):
    """Who supports: somebody of the directory, or as typed."""

    facility = forms.ModelChoiceField(
        label=_("Who supports?"),
        help_text=_("From the directory of this province."),
        queryset=Facility.objects.none(),
        required=False,
        empty_label=_("Somebody else (write below)"),
    )
    provider = forms.CharField(label=_("Somebody who is not in the directory"), max_length=NAME_LIMIT, required=False)

    def shape(self) -> None:
        near = Facility.objects.filter(published=True, ward__province=self.need.registration.ward.province_id)
        self.fields["facility"].queryset = near.order_by("name")  # type: ignore[attr-defined]
        self.initial.update(facility=self.need.facility_id, provider=self.need.provider)


class MetForm(StepForm):
    """The need is met."""

    words = words_field(_("What came of it?"), _("A few words; only this desk reads them."), 500, required=False)


class NotMetForm(StepForm):
    """The need cannot be met."""

    reason = Reason(label=_("Why can it not be met?"), error_messages={"required": _("Choose a reason.")})
    words = words_field(_("What did you try?"), "", 500, required=False)

    def shape(self) -> None:
        choices = [choice for choice in lists.choices("need_not_met") if choice[0] != "ended"]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]


STEP_FORMS: dict[str, type[StepForm]] = {
    "refer": ProviderForm,
    "receiving": ProviderForm,
    "met": MetForm,
    "not-met": NotMetForm,
}
