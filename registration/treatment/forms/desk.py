"""What the police desk types: a referral, plan, contract, going home, the steps to a public facility, a return."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Facility
from registration.casework.forms.moves import day_field, words_field

from ..models import Contract, FacilityPlaces, Plan
from ..states import KINDS_FOR, PUBLIC_STEPS, Ground
from .shared import AboutForm, stage_choices

NAME_LIMIT, NUMBER_LIMIT, PART_LIMIT = 200, 60, 1000
# Parts of the short plan: treatment (F 18), then the return to the community (F 19).
PLAN_PARTS = {
    "medical": pgettext_lazy("plan", "Health and treatment"),
    "recovery": pgettext_lazy("plan", "Recovery, education and counselling"),
    "labour": pgettext_lazy("plan", "Work and vocational training"),
    "return_health": pgettext_lazy("plan", "Afterwards: health, and how to say no"),
    "return_work": pgettext_lazy("plan", "Afterwards: work and household economy"),
    "return_support": pgettext_lazy("plan", "Afterwards: activities, loans, other support"),
}


def facility_field(label: Any, *, required: bool = True) -> forms.ModelChoiceField:
    """A facility of the directory."""
    return forms.ModelChoiceField(
        label=label,
        queryset=Facility.objects.none(),
        required=required,
        empty_label=_("Choose a facility"),
        error_messages={"required": _("Choose a facility.")},
    )


class FacilityChoice(forms.ModelChoiceField):
    """A facility with its free places."""

    def label_from_instance(self, obj: Facility) -> str:
        places = getattr(obj, "places", None)
        free = places.free if isinstance(places, FacilityPlaces) else None
        if free is None:
            return obj.name
        words = _("%(name)s (places free: %(free)s)") % {"name": obj.name, "free": free}
        return str(words)


class ReferForm(AboutForm):
    """Refer to a facility."""

    facility = FacilityChoice(
        label=_("To which facility?"),
        queryset=Facility.objects.none(),
        empty_label=_("Choose a facility"),
        error_messages={"required": _("Choose a facility.")},
    )
    ground = forms.ChoiceField(
        label=_("Why may the facility be told?"),
        choices=Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Say why the facility may be told.")},
    )
    words = words_field(
        _("What should the facility know?"),
        _("The facility sees name, age and safe contact. Write only what it needs beyond that."),
        PART_LIMIT,
        required=False,
    )

    def shape(self) -> None:
        kinds = KINDS_FOR.get(self.registration.place, ())
        found = Facility.objects.filter(published=True, kind__in=kinds).select_related("places").order_by("name")
        self.fields["facility"].queryset = found  # type: ignore[attr-defined]


class PlanForm(AboutForm):
    """The short plan, with who treats at home."""

    facility = facility_field(_("Provider in the directory"), required=False)
    provider = forms.CharField(label=_("Provider who is not in the directory"), max_length=NAME_LIMIT, required=False)

    def shape(self) -> None:
        kinds = KINDS_FOR["home_community"]
        self.fields["facility"].queryset = Facility.objects.filter(published=True, kind__in=kinds)  # type: ignore[attr-defined]
        for name, label in PLAN_PARTS.items():
            self.fields[name] = words_field(label, "", PART_LIMIT, required=False)
        plan = Plan.objects.filter(registration=self.registration).first()
        if plan:
            self.initial.update(facility=plan.facility_id, provider=plan.provider, **plan.words)

    @property
    def words(self) -> dict[str, str]:
        """The parts that were written."""
        return {name: self.cleaned_data.get(name, "") for name in PLAN_PARTS}


class ContractForm(AboutForm):
    """The contract with a private facility."""

    facility = facility_field(_("Private facility"))
    number = forms.CharField(label=_("Number of the contract"), max_length=NUMBER_LIMIT)
    signed_on = day_field(_("Signed on"))
    from_on = day_field(pgettext_lazy("contract", "First day"))
    to_on = day_field(pgettext_lazy("contract", "Last day"))
    stages = forms.MultipleChoiceField(
        label=_("Stages of the contract"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose the stages of the contract.")},
    )

    def shape(self) -> None:
        private = Facility.objects.filter(published=True, kind=Facility.Kind.PRIVATE_REHABILITATION)
        self.fields["facility"].queryset = private  # type: ignore[attr-defined]
        self.fields["stages"].choices = stage_choices(self.registration)  # type: ignore[attr-defined]
        contract = Contract.objects.filter(registration=self.registration).first()
        if contract:
            self.initial.update(
                facility=contract.facility_id,
                number=contract.number,
                signed_on=contract.signed_on,
                from_on=contract.from_on,
                to_on=contract.to_on,
                stages=contract.stages,
            )


class GoHomeForm(AboutForm):
    """Going on at home after the first stages."""

    went_home_on = day_field(_("On which day did the person go home?"))
    facility_told = forms.BooleanField(label=_("The facility has told the desk"), required=False)


class PersonToldForm(AboutForm):
    """The person reported to the desk: nothing to type."""


class PublicStepForm(AboutForm):
    """One step on the way to a public facility or school."""

    number = forms.CharField(label=_("Number of the letter or record"), max_length=NUMBER_LIMIT, required=False)
    facility = facility_field(_("Facility that was assigned"))

    def shape(self) -> None:
        if self.key != PUBLIC_STEPS[1]:
            del self.fields["facility"]
            return
        kinds = KINDS_FOR.get(self.registration.place, ())
        self.fields["facility"].queryset = Facility.objects.filter(published=True, kind__in=kinds)  # type: ignore[attr-defined]
