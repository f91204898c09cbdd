"""The wizard's steps in their order, as in the public contract: address, title, questions, when each applies."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from registration.intake import stops
from registration.intake.forms import beginning, closing, condition, contact, identity, residence
from registration.intake.forms.base import StepForm

Applies = Callable[[dict[str, Any], date], bool]


def _always(_answers: dict[str, Any], _today: date) -> bool:
    return True


def _another_writes(answers: dict[str, Any], _today: date) -> bool:
    return answers.get("writer", "self") != "self"


@dataclass(frozen=True)
class Step:
    """One step. `needed` are the answers without which the form cannot be finished."""

    slug: str
    title: str | Promise
    form: type[StepForm]
    needed: tuple[str, ...] = ()
    applies: Applies = _always

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """Names of the answers that belong to this step."""
        return tuple(self.form.base_fields)

    def misses_something(self, answers: dict[str, Any]) -> bool:
        """Whether a needed answer is not there yet."""
        return any(not answers.get(name) for name in self.needed)


STEPS = (
    Step("bat-dau", _("To begin"), beginning.BeginningForm, ("writer", "determination_result")),
    Step("nguoi-viet", _("Who writes"), beginning.WriterForm, ("writer_name", "writer_phone"), applies=_another_writes),
    Step(
        "nguoi-dang-ky",
        _("The person"),
        identity.PersonForm,
        ("full_name", "date_of_birth", "sex", "id_kind"),
    ),
    Step(
        "noi-o",
        _("Where you live"),
        residence.ResidenceForm,
        ("residence_province", "residence_ward", "residence_address", "residence_stable"),
    ),
    Step("lien-he", _("How to reach you"), contact.ContactForm, ("phone", "contact_consent")),
    Step("hoc-van-viec-lam", _("Schooling and work"), contact.BackgroundForm),
    Step("tinh-trang", _("Your health"), condition.ConditionForm),
    Step("nguyen-vong", _("What you wish"), condition.WishForm, ("intended_place",)),
    Step(
        "y-kien",
        _("Two voices"),
        closing.OpinionForm,
        ("representative_opinion", "person_own_wish", "home_is_safe"),
        applies=stops.is_minor,
    ),
    Step("giay-to", _("Papers"), closing.PapersForm),
    Step("cam-ket", _("Promise and consent"), closing.PromiseForm, ("truthful", "consent_processing")),
)
# Questions that help on the way and are no part of the registration: never filed, not part of the interface.
PAGE_ONLY = frozenset({"ward_search", "permanent_search", "on_substitution", "in_danger", "ask_person"})
BY_SLUG = {step.slug: step for step in STEPS}


def steps_for(answers: dict[str, Any], today: date) -> list[Step]:
    """The steps that apply to these answers, in order."""
    return [step for step in STEPS if step.applies(answers, today)]


def after(step: Step, answers: dict[str, Any], today: date) -> Step | None:
    """The next step that applies, or None after the last."""
    return next((one for one in STEPS[STEPS.index(step) + 1 :] if one.applies(answers, today)), None)


def before(step: Step, answers: dict[str, Any], today: date) -> Step | None:
    """The step before, or None at the first."""
    return next((one for one in reversed(STEPS[: STEPS.index(step)]) if one.applies(answers, today)), None)


def unfinished(answers: dict[str, Any], today: date) -> list[Step]:
    """The steps that still miss a needed answer."""
    return [step for step in steps_for(answers, today) if step.misses_something(answers)]
