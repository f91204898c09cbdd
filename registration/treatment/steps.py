"""From a page to an action: each step of desk and facility with its label, its form, and the one function it calls.

Rules live in `actions/` alone; the interface for facility software calls the same functions.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from portal.accounts.models import User
from registration.casework.models import Registration

from .access import Facilitator
from .actions import answer_referral, course, record_stage, refer
from .actions.report import report
from .forms import desk, facility, shared
from .models import Referral
from .states import ReportKind

Form = Any  # a bound, valid form of the step: its fields are the step's own
DeskAct = Callable[[Registration, User, Form], object]
FacilityAct = Callable[[Referral, Facilitator, Form], object]


@dataclass(frozen=True)
class DeskStep:
    """A step of the police desk. `keyed` steps are about one stage, step or referral (`form.key`)."""

    label: str | Promise
    form: type[shared.AboutForm]
    act: DeskAct
    keyed: bool = False
    danger: bool = False


@dataclass(frozen=True)
class FacilityStep:
    """A step of a facility's staff."""

    label: str | Promise
    form: type[shared.AboutForm]
    act: FacilityAct
    keyed: bool = False
    danger: bool = False


def _words(form: Form) -> dict[str, Any]:
    return dict(form.cleaned_data)


def _plan(registration: Registration, user: User, form: Form) -> object:
    said = form.cleaned_data
    return course.keep_plan(registration, user, facility=said["facility"], provider=said["provider"], words=form.words)


DESK_STEPS: dict[str, DeskStep] = {
    "refer": DeskStep(
        pgettext_lazy("treatment", "Refer to a facility"),
        desk.ReferForm,
        lambda registration, user, form: refer.propose(registration, user, **_words(form)),
    ),
    "revoke": DeskStep(
        pgettext_lazy("treatment", "Take the referral back"),
        shared.RevokeForm,
        lambda _registration, user, form: refer.revoke(form.referral, user, **_words(form)),
        keyed=True,
        danger=True,
    ),
    "stage": DeskStep(
        pgettext_lazy("treatment", "Write down a stage"),
        shared.StageForm,
        lambda registration, user, form: record_stage.record_at_desk(registration, user, form.words),
        keyed=True,
    ),
    "plan": DeskStep(pgettext_lazy("treatment", "Write the plan"), desk.PlanForm, _plan),
    "contract": DeskStep(
        pgettext_lazy("treatment", "Write down the contract"),
        desk.ContractForm,
        lambda registration, user, form: course.keep_contract(registration, user, **_words(form)),
    ),
    "home": DeskStep(
        pgettext_lazy("treatment", "The person goes on at home"),
        desk.GoHomeForm,
        lambda registration, user, form: course.go_home(registration, user, **_words(form)),
    ),
    "person-told": DeskStep(
        pgettext_lazy("treatment", "The person has told the desk"),
        desk.PersonToldForm,
        lambda registration, user, _form: course.person_told(registration, user),
    ),
    "public-step": DeskStep(
        pgettext_lazy("treatment", "Record the step as done"),
        desk.PublicStepForm,
        lambda registration, user, form: course.record_public_step(registration, user, form.key, **_words(form)),
        keyed=True,
    ),
}
FACILITY_STEPS: dict[str, FacilityStep] = {
    "accept": FacilityStep(
        pgettext_lazy("facility", "Accept the referral"),
        facility.AcceptForm,
        lambda referral, by, _form: answer_referral.accept(referral, by),
    ),
    "decline": FacilityStep(
        pgettext_lazy("facility", "Decline the referral"),
        shared.DeclineForm,
        lambda referral, by, form: answer_referral.decline(referral, by, **_words(form)),
        danger=True,
    ),
    "admit": FacilityStep(
        pgettext_lazy("facility", "Admit the person"),
        facility.AdmitForm,
        lambda referral, by, form: answer_referral.admit(referral, by, **_words(form)),
    ),
    "stage": FacilityStep(
        pgettext_lazy("facility", "Write down a stage"),
        shared.StageForm,
        lambda referral, by, form: record_stage.record_at_facility(referral, by, form.words),
        keyed=True,
    ),
    "report-ending": FacilityStep(
        pgettext_lazy("facility", "Give notice that the term ends"),
        facility.ReportForm,
        lambda referral, by, form: report(referral, by, ReportKind.ENDING, **_words(form)),
    ),
    "report-completed": FacilityStep(
        pgettext_lazy("facility", "Report completion to the desk"),
        facility.ReportForm,
        lambda referral, by, form: report(referral, by, ReportKind.COMPLETED, **_words(form)),
    ),
    "report-stop": FacilityStep(
        pgettext_lazy("facility", "Report to the desk that treatment stopped"),
        facility.StopForm,
        lambda referral, by, form: report(referral, by, ReportKind.STOPPED, **_words(form)),
        danger=True,
    ),
    "discharge": FacilityStep(
        pgettext_lazy("facility", "Discharge the person"),
        facility.DischargeForm,
        lambda referral, by, form: answer_referral.discharge(referral, by, **_words(form)),
        danger=True,
    ),
}
# State of the referral -> what the staff is offered, the usual step first.
OFFERED = {
    "proposed": ("accept", "decline"),
    "accepted": ("admit", "decline"),
    "admitted": ("report-ending", "report-completed", "report-stop", "discharge"),
}
