"""The forms of the panel: the replies to a kind's questions, the ticks, the end."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.risk.models import Assessment
from hotline.risk.protocol import Danger, protocol
from hotline.risk.states import Level, Outcome, Reply


class RepliesForm(forms.Form):
    """One question a field, in the order of the protocol; nothing must be answered."""

    use_required_attribute = False

    def __init__(self, data: Any = None, *, danger: Danger, assessment: Assessment | None = None) -> None:
        initial = dict(assessment.replies) if assessment else {}
        super().__init__(data, initial=initial, auto_id=f"id_{danger.key}_%s")
        choices = [(reply.value, reply.label) for reply in (Reply.YES, Reply.NO, Reply.UNSURE)]
        for question in danger.questions:
            self.fields[question.key] = forms.ChoiceField(
                label=question.text,
                help_text=question.guidance,
                choices=choices,
                widget=forms.RadioSelect,
                required=False,
            )

    def replies(self) -> dict[str, str]:
        """What was answered."""
        return {key: reply for key, reply in self.cleaned_data.items() if reply}


class StepsForm(forms.Form):
    """The steps of the level, ticked when done, with a few words."""

    use_required_attribute = False
    steps = forms.MultipleChoiceField(
        label=_("What has been done"), widget=forms.CheckboxSelectMultiple, required=False
    )
    words = forms.CharField(
        label=_("Who comes, who stays, until when"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, assessment: Assessment) -> None:
        initial = {"steps": list(assessment.done), "words": assessment.words}
        super().__init__(data, initial=initial, auto_id=f"id_{assessment.kind}_%s")
        steps = protocol().dangers[assessment.kind].steps[Level(assessment.level)]
        self.fields["steps"].choices = [(step.key, step.text) for step in steps]  # type: ignore[attr-defined]


class EndForm(forms.Form):
    """How it ended."""

    use_required_attribute = False
    outcome = forms.ChoiceField(label=pgettext_lazy("risk", "How did it end?"), choices=[("", "—"), *Outcome.choices])

    def __init__(self, data: Any = None, *, assessment: Assessment) -> None:
        super().__init__(data, auto_id=f"id_{assessment.kind}_%s")
