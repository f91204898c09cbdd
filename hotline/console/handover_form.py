"""What a counsellor may fill in for a person who asked for it. Closed questions and plain facts, each left out at will.

The form of registration checks every value anew and shows it to the person first; the values are those it knows.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Province
from portal.places.search import find_wards
from portal.sms.phones import BadPhone, normalise
from portal.ui.typed_fields import Line

WRITERS = [
    ("", _("leave open")),
    ("self", _("the person themselves")),
    ("father", _("the father")),
    ("mother", _("the mother")),
    ("wife", _("the wife")),
    ("husband", _("the husband")),
    ("child", _("a son or daughter")),
    ("guardian", _("the guardian")),
]
SEXES = [("", _("leave open")), ("male", _("male")), ("female", _("female"))]


class HandoverForm(forms.Form):
    """Chosen answers and the person's yes. Without answers the link opens the empty form, and no yes is needed."""

    use_required_attribute = False
    writer = forms.ChoiceField(label=_("Who will fill in the form?"), choices=WRITERS, required=False)
    full_name = Line(label=_("Full name, as on the paper"), limit=100, required=False)
    date_of_birth = Line(label=_("Date of birth (day/month/year)"), limit=10, required=False)
    sex = forms.ChoiceField(label=_("Sex, as on the paper"), choices=SEXES, required=False)
    residence_province = forms.ChoiceField(label=_("Province of residence"), required=False)
    residence_ward = Line(label=_("Commune or ward of residence (name or code)"), limit=100, required=False)
    phone = Line(label=pgettext_lazy("of the person", "Phone"), limit=20, required=False)
    agreed = forms.BooleanField(
        label=_("The person asked for this and agreed that these details go into the link. Nothing of the talk goes."),
        required=False,
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="handover_%s")
        provinces = [(one.code, one.name) for one in Province.objects.order_by("folded")]
        self.fields["residence_province"].choices = [("", _("leave open")), *provinces]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """In E.164."""
        try:
            return normalise(self.cleaned_data["phone"]) if self.cleaned_data["phone"] else ""
        except BadPhone as error:
            raise forms.ValidationError(_("This is not a phone number. Try 0912 345 678.")) from error

    def clean(self) -> None:
        """The ward becomes its code; answers need the person's yes."""
        words, province = self.cleaned_data.get("residence_ward"), self.cleaned_data.get("residence_province")
        if words:
            found = find_wards(words, province or None, 3)
            if not found:
                self.add_error("residence_ward", _("There is no such commune or ward. Please check, or leave it open."))
            elif len(found) > 1 and found[0].ward.name.casefold() == found[1].ward.name.casefold() and not province:
                self.add_error("residence_ward", _("There are several of this name. Please choose the province too."))
            else:
                self.cleaned_data["residence_ward"] = found[0].ward.code
                self.cleaned_data["residence_province"] = found[0].ward.province_id
        if self.answers() and not self.cleaned_data.get("agreed"):
            self.add_error("agreed", _("Please tick that the person agreed, or leave the details out."))

    def answers(self) -> dict[str, str]:
        """What was filled in."""
        return {name: value for name, value in self.cleaned_data.items() if name != "agreed" and value}
