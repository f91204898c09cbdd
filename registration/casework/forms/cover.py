"""Who covers whom, from when to when."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.places.models import Ward

from ..desks import Desks
from .moves import day_field


class CoverForm(forms.Form):
    """Fields of `actions.cover.set_cover`; the ward only where one sits in several."""

    use_required_attribute = False
    ward = forms.ModelChoiceField(label=_("Ward"), queryset=Ward.objects.none(), empty_label=None)
    absent = forms.ModelChoiceField(label=_("Who is absent?"), queryset=User.objects.none(), empty_label=None)
    cover = forms.ModelChoiceField(
        label=_("Who does their work?"), queryset=User.objects.none(), empty_label=_("Choose a person")
    )
    starts_on = day_field(_("First day"))
    ends_on = day_field(_("Last day"))

    def __init__(self, *args: Any, user: User, desks: Desks, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = User.objects.filter(pk__in=[one.pk for one in people]).order_by("full_name")
        for name in ("absent", "cover"):
            self.fields[name].queryset = chosen  # type: ignore[attr-defined]
        self.fields["absent"].initial = user.pk
        self.fields["starts_on"].initial = timezone.localdate()
        wards = Ward.objects.filter(pk__in=desks.roles)
        self.fields["ward"].queryset = wards  # type: ignore[attr-defined]
        if len(desks.roles) == 1:
            self.fields["ward"].initial = next(iter(desks.roles))
            self.fields["ward"].widget = forms.HiddenInput()
