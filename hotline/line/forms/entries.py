"""Forms for one entry of a list: a number to call, a ready reply, a phrase of danger, a day that is otherwise."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from hotline.line.danger_words import KINDS
from hotline.line.forms.fields import CommaWords, SeenForm, SpansField
from hotline.line.parts import Part
from hotline.line.stored import shipped
from portal.ui.typed_fields import Line, Words

Entry = dict[str, Any]


def _day(**more: Any) -> forms.DateField:
    return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **more)


class EntryForm(SeenForm):
    """What all have: how an entry fills the form and comes out of it."""

    bilingual: tuple[str, ...] = ()

    def __init__(self, data: Any = None, *, entry: Entry | None, seen: int) -> None:
        super().__init__(data, initial=self.shown(entry or {}) | {"seen": seen})

    def shown(self, entry: Entry) -> dict[str, Any]:
        """The entry as initial values; texts in two languages are two fields."""
        values = {name: value for name, value in entry.items() if name not in self.bilingual}
        for name in self.bilingual:
            texts = entry.get(name, {})
            values |= {f"{name}_vi": texts.get("vi", ""), f"{name}_en": texts.get("en", "")}
        return values

    def entries(self) -> list[Entry]:
        """What stands in the list afterwards: one entry, or several (days)."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "seen"}
        for name in self.bilingual:
            texts = {language: given.pop(f"{name}_{language}") for language in ("vi", "en")}
            given[name] = {language: text for language, text in texts.items() if text}
        return [given]


class NumberForm(EntryForm):
    """A number to call, with its source and the day on which somebody checked it."""

    bilingual = ("label", "purpose", "hours", "cost")
    number = forms.RegexField(
        r"^[0-9][0-9 .]{1,14}$",
        label=pgettext_lazy("number to call", "Number"),
        error_messages={"invalid": _("Digits only, like 115 or 1800 1234.")},
    )
    label_vi = Line(limit=80, label=_("What it is, in Vietnamese"))
    label_en = Line(limit=80, label=_("What it is, in English"))
    purpose_vi = Line(limit=200, label=_("When to call it, in Vietnamese"))
    purpose_en = Line(limit=200, required=False, label=_("When to call it, in English"))
    hours_vi = Line(limit=80, label=_("When it answers, in Vietnamese"))
    hours_en = Line(limit=80, required=False, label=_("When it answers, in English"))
    cost_vi = Line(limit=80, label=_("What it costs, in Vietnamese"))
    cost_en = Line(limit=80, required=False, label=_("What it costs, in English"))
    free = forms.BooleanField(required=False, label=_("Free of charge"))
    in_danger = forms.BooleanField(required=False, label=_("Shown at once in danger"))
    source = Line(limit=200, label=_("Where the number comes from"))
    checked_on = _day(
        label=_("Checked on"), help_text=_("The day on which somebody called it or read the official page.")
    )

    def clean_number(self) -> str:
        return " ".join(self.cleaned_data["number"].split())

    def clean_checked_on(self) -> str:
        day: date = self.cleaned_data["checked_on"]
        if not date(2020, 1, 1) <= day <= timezone.localdate():
            raise forms.ValidationError(_("This day cannot be: it must not lie in the future."))
        return day.isoformat()


class CannedForm(EntryForm):
    """A ready reply."""

    bilingual = ("body",)
    shortcut = forms.RegexField(
        r"^[a-z0-9]{1,20}$",
        label=_("Short name, typed after “/”"),
        error_messages={"invalid": _("Small letters without marks and digits only, at most 20.")},
    )
    title = Line(limit=60, label=_("Title of the reply"))
    topic = forms.ChoiceField(required=False, label=_("Topic it belongs to"))
    body_vi = Words(limit=1500, label=_("Reply in Vietnamese"))
    body_en = Words(limit=1500, required=False, label=_("Reply in English"))

    def __init__(self, *args: Any, **known: Any) -> None:
        super().__init__(*args, **known)
        language = get_language() or "vi"
        topics = [(item["value"], item.get(language) or item["vi"]) for item in shipped(Part.TOPICS)["items"]]
        self.fields["topic"].choices = [("", _("every topic")), *topics]  # type: ignore[attr-defined]


class PhraseForm(EntryForm):
    """A sign of danger."""

    kind = forms.ChoiceField(label=_("Kind of danger"), choices=list(KINDS.items()))
    words = Line(
        limit=80, label=_("Words, with their marks"), help_text=_("“…” stands for up to three words: gọi … không dậy")
    )
    negatable = forms.BooleanField(required=False, initial=True, label=_("A “không” before it takes the danger away"))
    needs = CommaWords(limit=400, required=False, label=_("Counts only together with one of these words"))
    plain_needs = CommaWords(
        limit=400, required=False, label=_("Written without marks it counts only together with one of these words")
    )

    def shown(self, entry: Entry) -> dict[str, Any]:
        lists = {name: ", ".join(entry.get(name, ())) for name in ("needs", "plain_needs")}
        return {"negatable": True} | entry | lists

    def entries(self) -> list[Entry]:
        (given,) = super().entries()
        given["words"] = given["words"].lower().replace("...", "…")
        kept = {name: given[name] for name in ("needs", "plain_needs") if given[name]}
        return [
            {"kind": given["kind"], "words": given["words"], **kept}
            | ({} if given["negatable"] else {"negatable": False})
        ]


class DayForm(EntryForm):
    """One or several days on which the line is closed, or open at other times."""

    first = _day(label=pgettext_lazy("line", "First day"))
    last = _day(required=False, label=pgettext_lazy("line", "Last day"), help_text=_("Empty: one day."))
    spans = SpansField(label=_("Open at"), help_text=_("Like 08:00-12:00. Empty: closed on these days."))
    note = Line(limit=100, label=_("Occasion"), help_text=_("For example: Tết, moving house, training."))
    MOST_DAYS = 31

    def shown(self, entry: Entry) -> dict[str, Any]:
        if not entry:
            return {}
        times = f"{entry['opens']}-{entry['closes']}" if entry["opens"] else ""
        return {"first": entry["date"], "spans": times, "note": entry["note"]}

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        first, last = given.get("first"), given.get("last")
        if first and not timezone.localdate() <= first <= timezone.localdate() + timedelta(days=800):
            self.add_error("first", _("Choose a day from today on, within two years."))
        if first and last and not 0 <= (last - first).days < self.MOST_DAYS:
            self.add_error("last", _("The last day must not lie before the first, nor more than a month after it."))
        return given

    def entries(self) -> list[Entry]:
        given = self.cleaned_data
        days = ((given["last"] or given["first"]) - given["first"]).days + 1
        return [
            {"date": (given["first"] + timedelta(days=ahead)).isoformat(), "opens": opens, "closes": closes,
             "note": given["note"]}
            for ahead in range(days)
            for opens, closes in given["spans"] or [("", "")]
        ]  # fmt: skip


ENTRY_FORMS: dict[str, type[EntryForm]] = {
    Part.NUMBERS: NumberForm,
    Part.CANNED: CannedForm,
    Part.DANGER: PhraseForm,
    Part.HOURS: DayForm,
}
