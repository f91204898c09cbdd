"""Forms of the moves beside the main line: draft, end of treatment, team, handing over, standing still."""

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from registration.rules.ruleset import ruleset

from .. import suspending
from ..actions.draft_decision import pending_draft
from ..actions.hand_over import waiting
from .moves import DecideForm, MoveForm, StepUpForm, day_field, words_field

RECIPIENTS = (
    ("self", pgettext_lazy("who received a paper", "The person")),
    ("representative", pgettext_lazy("who received a paper", "The representative")),
)


class DraftDecisionForm(DecideForm):
    """Place, day and reasons, without a signature."""

    otp_token = None  # type: ignore[assignment]
    reasons = words_field(
        _("What does the decision rest on?"),
        _("For the chief: the papers seen, what the person wishes, anything to know. It stays in the file."),
    )
    field_order = ["place", "starts_on", "reasons"]

    def shape(self) -> None:
        super().shape()
        draft = pending_draft(self.registration)
        if draft is not None:
            self.fields["reasons"].initial = draft.reasons


class NotifyEndForm(MoveForm):
    notified_on = day_field(
        _("On which day did the notice come in?"), _("From the helper at home, or from the head of the facility.")
    )

    def shape(self) -> None:
        self.fields["notified_on"].initial = timezone.localdate()


class SetUpTeamForm(StepUpForm):
    members = words_field(_("Members of the team"), _("One in each line: name and office."))
    field_order = ["members", "otp_token"]


class HandOverForm(MoveForm):
    paper = forms.TypedChoiceField(label=_("Which paper?"), widget=forms.RadioSelect, coerce=int)
    handed_on = day_field(_("On which day was it handed over?"))
    recipient = forms.ChoiceField(label=_("Who received it?"), choices=RECIPIENTS, widget=forms.RadioSelect)

    def shape(self) -> None:
        titles = {
            form.number: form.name(get_language() or "vi")
            for rules in {paper.rules_version or self.registration.rules_version for paper in self.papers()}
            for form in ruleset(rules).official_forms.values()
        }
        choices = [
            (paper.pk, f"{titles.get(paper.form, paper.form)} ({paper.display_number})") for paper in self.papers()
        ]
        self.fields["paper"].choices = choices  # type: ignore[attr-defined]
        self.fields["handed_on"].initial = timezone.localdate()
        if len(choices) == 1:
            self.fields["paper"].initial = choices[0][0]

    def papers(self) -> list:
        """The papers that wait, read once."""
        if not hasattr(self, "_papers"):
            self._papers = waiting(self.registration)
        return self._papers


class SuspendForm(MoveForm):
    reason = forms.ChoiceField(label=_("Why does the time stand still?"), widget=forms.RadioSelect)
    words = words_field(
        _("More about it"), _("For the desk. The person reads the reason and its article."), required=False
    )

    def shape(self) -> None:
        lang = get_language() or "vi"
        rules = ruleset(self.registration.rules_version)
        self.fields["reason"].choices = [  # type: ignore[attr-defined]
            (key, f"{ground.name(lang)} ({rules.cite(ground.article, lang)})")
            for key, ground in suspending.grounds(self.registration).items()
        ]
