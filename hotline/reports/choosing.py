"""Which days and which channel a page of figures is about; bad input falls back, with a word on it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.conversations.states import Channel
from portal.calendar.deadlines import VIETNAM

USUAL_DAYS = 30
MOST_DAYS = 800


@dataclass(frozen=True)
class Choice:
    """Days from `first` to `last`, both included; `channel` empty: all."""

    first: date
    last: date
    channel: str = ""

    @property
    def since(self) -> datetime:
        """The beginning of the first day in Vietnam."""
        return datetime.combine(self.first, time.min, VIETNAM)

    @property
    def until(self) -> datetime:
        """The beginning of the day after the last."""
        return datetime.combine(self.last + timedelta(days=1), time.min, VIETNAM)

    @property
    def query(self) -> str:
        """The choice as the end of an address; nothing in it is personal."""
        return f"first={self.first.isoformat()}&last={self.last.isoformat()}&channel={self.channel}"


class ChoiceForm(forms.Form):
    """The filters of the page."""

    first = forms.DateField(
        required=False,
        label=pgettext_lazy("figures", "From"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        required=False,
        label=pgettext_lazy("figures", "To"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    channel = forms.ChoiceField(
        required=False,
        label=pgettext_lazy("figures", "Channel"),
        choices=[("", pgettext_lazy("figures", "all channels")), *Channel.choices],
    )

    def clean(self) -> dict[str, object]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if isinstance(first, date) and isinstance(last, date) and not 0 <= (last - first).days < MOST_DAYS:
            raise forms.ValidationError(
                _("The last day must not lie before the first, nor more than two years after it.")
            )
        return given


def usual() -> Choice:
    """The last thirty days."""
    today = timezone.localdate()
    return Choice(today - timedelta(days=USUAL_DAYS - 1), today)


def choice_of(form: ChoiceForm) -> Choice:
    """What the form says; what is missing or wrong is as usual."""
    if not form.is_valid():
        return usual()
    given = form.cleaned_data
    last = given["last"] or max(timezone.localdate(), given["first"] or date.min)
    first = given["first"] or max(last, date(2000, 1, 1)) - timedelta(days=USUAL_DAYS - 1)
    if not date(2000, 1, 1) <= first <= last <= date(2200, 1, 1) or (last - first).days >= MOST_DAYS:
        return usual()
    return Choice(first, last, given["channel"])
