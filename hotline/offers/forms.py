"""Forms of giving out: the operator's rules, a counsellor's skills, asking and inviting a colleague."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotline.conversations.states import Topic
from hotline.offers.models import CounsellorSkill, Routing, SkillKind
from portal.places.models import Province

LANGUAGES = [("en", _("English"))]
"""Vietnamese is spoken by everybody on the line."""


class RulesForm(forms.ModelForm):
    """The numbers that the operator sets."""

    use_required_attribute = False

    class Meta:
        model = Routing
        fields = [
            "offer_s",
            "first_reply_min",
            "idle_min",
            "misses",
            "again_min",
            "talks_a_day",
            "minutes_a_day",
            "pause_min",
        ]
        widgets = {
            name: forms.TextInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}) for name in fields
        }


class SkillsForm(forms.Form):
    """What one counsellor knows well."""

    use_required_attribute = False
    topic = forms.MultipleChoiceField(label=_("Topics"), required=False, widget=forms.CheckboxSelectMultiple)
    language = forms.MultipleChoiceField(
        label=_("Languages besides Vietnamese"),
        required=False,
        choices=LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    province = forms.MultipleChoiceField(
        label=_("Provinces known well"),
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
        help_text=_("Hold Ctrl to choose several."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "topic": Topic.choices,
            "province": list(Province.objects.order_by("name").values_list("code", "name")),
        }
        for name, values in choices.items():
            self.fields[name].choices = values  # type: ignore[attr-defined]

    @property
    def pairs(self) -> set[tuple[str, str]]:
        """Kind and value of everything chosen."""
        return {(kind, value) for kind in SkillKind.values for value in self.cleaned_data[kind]}


def skills_of(user_id: int) -> dict[str, list[str]]:
    """What is chosen now, by kind."""
    found: dict[str, list[str]] = {kind: [] for kind in SkillKind.values}
    for kind, value in CounsellorSkill.objects.filter(user=user_id).values_list("kind", "value"):
        found[kind].append(value)
    return found


class InviteForm(forms.Form):
    """Ask a colleague to read along."""

    use_required_attribute = False
    guest = forms.ChoiceField(label=_("Ask to read along"), choices=[])

    def __init__(self, *args: Any, targets: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["guest"].choices = [("", ""), *targets]  # type: ignore[attr-defined]
