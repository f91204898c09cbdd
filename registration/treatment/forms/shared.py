"""What the forms of desk and facility share: a form that knows what it is about, reasons, a stage."""

from typing import Any

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from registration.casework import lists
from registration.casework.forms.moves import Reason, day_field
from registration.casework.models import Registration

from ..actions.record_stage import StageWords
from ..models import Referral, StageRecord
from ..stages import stages_of
from ..states import StageResult


class AboutForm(forms.Form):
    """Knows the registration and, where there is one, the referral that it is about."""

    use_required_attribute = False

    def __init__(
        self,
        *args: Any,
        registration: Registration,
        referral: Referral | None = None,
        key: str = "",
        **kwargs: Any,
    ) -> None:
        self.registration, self.referral, self.key = registration, referral, key
        super().__init__(*args, **kwargs)
        self.shape()

    def shape(self) -> None:
        """Fill in what depends on the registration."""


class ReasonForm(AboutForm):
    """A reason out of a list, or own words."""

    LIST = ""
    reason = Reason(label=_("Why?"), error_messages={"required": _("Choose a reason.")})

    def shape(self) -> None:
        self.fields["reason"].choices = lists.choices(self.LIST)  # type: ignore[attr-defined]


class RevokeForm(ReasonForm):
    LIST = "referral_revoked"


class DeclineForm(ReasonForm):
    LIST = "referral_declined"


class StageForm(AboutForm):
    """One stage: from, to, result."""

    started_on = day_field(pgettext_lazy("stage", "First day"))
    ended_on = day_field(pgettext_lazy("stage", "Last day"), _("Leave it empty while the stage goes on."))
    result = forms.ChoiceField(
        label=pgettext_lazy("stage", "Result"),
        choices=[("", pgettext_lazy("stage", "Not said yet")), *StageResult.choices],
        required=False,
    )

    def shape(self) -> None:
        self.fields["ended_on"].required = False
        record = StageRecord.objects.filter(registration=self.registration, key=self.key).first()
        if record is not None:
            self.initial.update(started_on=record.started_on, ended_on=record.ended_on, result=record.result)

    @property
    def words(self) -> StageWords:
        """What was typed, for the action."""
        return StageWords(self.key, **self.cleaned_data)


def stage_choices(registration: Registration) -> list[tuple[str, str]]:
    """The stages of the case, numbered, in the page's language."""
    lang = (get_language() or "vi")[:2]
    return [(stage.key, f"{stage.number}. {stage.name(lang)}") for stage in stages_of(registration)]
