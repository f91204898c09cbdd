"""Pass on with consent, answer as a receiving point, keep the list of points."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.referrals.models import Point, Referral
from hotline.referrals.states import ANSWERS, MOVES, Item, State
from portal.sms.phones import BadPhone, normalise

LIMITS = {Item.CALL_NAME: 40, Item.PHONE: 20, Item.SAFE: 200, Item.PROVINCE: 100, Item.NEED: 500, Item.COMING: 100}


class PassOnForm(forms.Form):
    """One receiving point, item by item what may be told, the consent."""

    use_required_attribute = False
    point = forms.ModelChoiceField(
        label=_("Receiving point"),
        queryset=Point.objects.none(),
        error_messages={"required": _("Choose who receives it.")},
    )
    consent = forms.BooleanField(
        label=_("The person has agreed that exactly this is told to exactly this place, and knows they can stop it"),
        error_messages={"required": _("Without the person's consent nothing is passed on. Ask first.")},
    )

    def __init__(self, *args: Any, near: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        points = Point.objects.filter(active=True).select_related("province")
        self.fields["point"].queryset = points  # type: ignore[attr-defined]
        ordered = sorted(points, key=lambda one: (one.province_id != near, one.kind, one.name))
        self.fields["point"].choices = [("", "—"), *((one.pk, str(one)) for one in ordered)]  # type: ignore[attr-defined]
        consent = self.fields.pop("consent")
        for item in Item:
            self.fields[item.value] = forms.CharField(label=item.label, max_length=LIMITS[item], required=False)
        self.fields["consent"] = consent

    def clean_phone(self) -> str:
        """As people call it; empty where it is not told."""
        typed: str = self.cleaned_data["phone"]
        try:
            return normalise(typed) if typed else ""
        except BadPhone:
            raise forms.ValidationError(_("This is not a phone number. Try 0912 345 678.")) from None

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if not self.errors and not any(given.get(item.value) for item in Item):
            self.add_error(Item.NEED.value, _("Say at least what the person asks for."))
        return given

    def told(self) -> dict[Item, str]:
        """What the person agreed to, item by item."""
        return {item: self.cleaned_data[item.value] for item in Item if self.cleaned_data[item.value]}


class AnswerForm(forms.Form):
    """The receiving point's answer."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("How does it stand?"), widget=forms.RadioSelect)
    note = forms.CharField(
        label=_("Note for the counsellor"),
        help_text=_("Please write no name and no diagnosis here."),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, referral: Referral, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {
            State.ACCEPTED: _("We take it on"),
            State.CONTACTED: _("We have spoken with the person"),
            State.CAME: _("The person has come to us"),
            State.NOT_REACHED: _("We could not reach the person"),
            State.CANNOT: _("We cannot help with this"),
        }
        possible = [state for state in ANSWERS if state in MOVES[State(referral.state)]]
        self.fields["state"].choices = [(state.value, words[state]) for state in possible]  # type: ignore[attr-defined]


class PointForm(forms.ModelForm):
    """One receiving point."""

    use_required_attribute = False

    class Meta:
        model = Point
        fields = ["kind", "name", "province", "email", "phone", "note", "active"]
        help_texts = {
            "email": _("The office's own address. The notice holds a link and nothing of the person."),
            "phone": _("Only where there is no e-mail."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["active"].label = pgettext_lazy("receiving point", "Takes referrals now")

    def clean_phone(self) -> str:
        """E.164, able to receive texts."""
        typed: str = self.cleaned_data["phone"]
        try:
            return normalise(typed, mobile=True) if typed else ""
        except BadPhone:
            raise forms.ValidationError(_("This is not a mobile number. Try 0912 345 678.")) from None
