"""The inbox's filters, and the name under which they are kept."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from portal.places.models import Ward

from .. import inbox_filters, places_words
from ..desks import Desks
from ..inbox_filters import Filters
from ..states import Status

ANY = ("", pgettext_lazy("filter", "All"))


class FilterForm(forms.Form):
    """Sent by GET; whatever it does not know is left out (`inbox_filters.read`), so it never refuses."""

    use_required_attribute = False
    state = forms.ChoiceField(label=_("State"), required=False)
    place = forms.ChoiceField(label=_("Place of treatment"), required=False)
    who = forms.ChoiceField(label=_("Whose work"), required=False)
    due = forms.ChoiceField(label=pgettext_lazy("filter", "Due"), required=False)
    ward = forms.ChoiceField(label=_("Ward"), required=False)
    order = forms.ChoiceField(label=pgettext_lazy("filter", "Order"), required=False)

    @classmethod
    def of(cls, filters: Filters, desks: Desks, by_state: dict[str, int]) -> "FilterForm":
        """The form as it stands for `filters`; the choice of wards only where there are several."""
        form = cls(initial=filters.chosen)
        states = [(s.value, f"{s.label} ({by_state[s]})") for s in Status if by_state.get(s)]
        if filters.state and filters.state not in by_state:
            states.append((filters.state, str(Status(filters.state).label)))
        choices: dict[str, list[tuple[str, Any]]] = {
            "state": [ANY, *states],
            "place": [ANY, *((key, places_words.label(key)) for key in inbox_filters.PLACES)],
            "who": [ANY, *inbox_filters.WHO.items()],
            "due": [ANY, *inbox_filters.DUE.items()],
            "order": list(inbox_filters.ORDERS.items()),
        }
        for name, values in choices.items():
            form.fields[name].choices = values  # type: ignore[attr-defined]
        if len(desks.roles) > 1:
            wards = Ward.objects.filter(pk__in=desks.roles)
            form.fields["ward"].choices = [ANY, *((ward.pk, str(ward)) for ward in wards)]  # type: ignore[attr-defined]
        else:
            del form.fields["ward"]
        return form


class SavedViewForm(forms.Form):
    """A name for the view at hand."""

    use_required_attribute = False
    name = forms.CharField(
        label=_("Name of the view"), max_length=40, error_messages={"required": _("Give the view a name.")}
    )
