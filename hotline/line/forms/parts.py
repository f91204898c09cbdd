"""Forms that change a whole part of the line: the week, texts, topics, limits, the words of the danger rules.

Each knows how a content fills it (`shown`) and what content its answers make (`content`).
"""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotline.line.checks import KEEP_DAYS, TYPICAL_MINUTES
from hotline.line.forms.fields import CommaWords, SeenForm, Sentences, SpansField, Spellings, spans_text
from hotline.line.parts import Part
from portal.ui.typed_fields import Line, Words

WEEKDAYS = (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))
LONGEST_TEXT = 600


class PartForm(SeenForm):
    """What all have: why it is changed."""

    why = Line(limit=200, required=False, label=_("Why you change it"), help_text=_("Stands in the history."))

    def __init__(self, data: Any = None, *, before: dict[str, Any], seen: int) -> None:
        super().__init__(data, initial=self.shown(before) | {"seen": seen})
        self.before = before
        self.order_fields([name for name in self.fields if name != "why"])

    def shown(self, before: dict[str, Any]) -> dict[str, Any]:
        """The content as initial values."""
        return before

    def content(self) -> dict[str, Any]:
        """The content with the answers in it."""
        raise NotImplementedError


class HoursForm(PartForm):
    """The ordinary week, and whether holidays keep it."""

    on_holidays = forms.BooleanField(
        required=False,
        label=_("Staffed on public holidays and Tết by the same hours"),
        help_text=_("Without the tick the line is closed on public holidays. Single days: below."),
    )

    def __init__(self, data: Any = None, **known: Any) -> None:
        super().__init__(data, **known)
        for day, name in enumerate(WEEKDAYS):
            hint = _("Like 07:30-11:30, 13:30-21:30. Empty: closed.") if day == 0 else ""
            self.fields[f"day_{day}"] = SpansField(label=name, help_text=hint)
        self.order_fields([*(f"day_{day}" for day in range(7)), "on_holidays", "why"])

    def shown(self, before: dict[str, Any]) -> dict[str, Any]:
        days = {day: [row for row in before["week"] if row["weekday"] == day] for day in range(7)}
        texts = {f"day_{day}": spans_text(rows) for day, rows in days.items()}
        return {"on_holidays": before["on_holidays"], **texts}

    def content(self) -> dict[str, Any]:
        week = [
            {"weekday": day, "opens": opens, "closes": closes}
            for day in range(7)
            for opens, closes in self.cleaned_data[f"day_{day}"]
        ]
        return self.before | {"week": week, "on_holidays": self.cleaned_data["on_holidays"]}


TEXTS = {
    "greeting": (_("First message while the line is open"), Words),
    "greeting_closed": (_("First message while the line is closed"), Words),
    "out_of_hours": (_("Out of hours: what one can do"), Words),
    "hours_note": (_("Sentence after the opening hours"), Words),
    "danger": (_("Words above the emergency numbers"), Words),
    "staffed_by": (_("Who staffs the line"), Words),
    "promise": (_("What the line promises, one sentence a line"), Sentences),
    "keeping": (_("How long words are kept, one sentence a line; {days} becomes the number of days"), Sentences),
}
LANGUAGES = {"vi": pgettext_lazy("language of a text", "Vietnamese"), "en": pgettext_lazy("language", "English")}


class MessagesForm(PartForm):
    """Every text of the line, in both languages."""

    def __init__(self, data: Any = None, **known: Any) -> None:
        super().__init__(data, **known)
        for name, (label, kind) in TEXTS.items():
            for language, words in LANGUAGES.items():
                self.fields[f"{name}_{language}"] = kind(
                    label=f"{label} – {words}", limit=LONGEST_TEXT, required=language == "vi"
                )
        self.order_fields([name for name in self.fields if name != "why"])

    def shown(self, before: dict[str, Any]) -> dict[str, Any]:
        texts = {(name, language): before[name].get(language, "") for name in TEXTS for language in LANGUAGES}
        return {
            f"{name}_{language}": "\n".join(text) if isinstance(text, list) else text
            for (name, language), text in texts.items()
        }

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        return self.before | {
            name: {language: given[f"{name}_{language}"] for language in LANGUAGES if given[f"{name}_{language}"]}
            for name in TEXTS
        }


class TopicsForm(PartForm):
    """The words, the order and the showing of each topic."""

    def __init__(self, data: Any = None, *, before: dict[str, Any], seen: int) -> None:
        super().__init__(data, before=before, seen=seen)
        for item in before["items"]:
            value = item["value"]
            self.fields[f"vi_{value}"] = Line(limit=60, label=LANGUAGES["vi"])
            self.fields[f"en_{value}"] = Line(limit=60, label=LANGUAGES["en"])
            self.fields[f"order_{value}"] = forms.IntegerField(min_value=1, max_value=99, label=_("Place in the list"))
            self.fields[f"shown_{value}"] = forms.BooleanField(required=False, label=_("Shown on the way in"))

    def shown(self, before: dict[str, Any]) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for place, item in enumerate(before["items"], 1):
            value = item["value"]
            values |= {f"vi_{value}": item["vi"], f"en_{value}": item["en"]}
            values |= {f"order_{value}": place, f"shown_{value}": item["shown"]}
        return values

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField]]]:
        """For the template: each topic's words now, and its fields."""
        for item in self.before["items"]:
            yield item["vi"], [self[f"{name}_{item['value']}"] for name in ("vi", "en", "order", "shown")]

    def content(self) -> dict[str, Any]:
        given = self.cleaned_data
        items = sorted(self.before["items"], key=lambda item: given[f"order_{item['value']}"])
        return self.before | {
            "items": [
                {"value": item["value"]} | {name: given[f"{name}_{item['value']}"] for name in ("vi", "en", "shown")}
                for item in items
            ]
        }


class LimitsForm(PartForm):
    """How long words are kept, with the legal ground, and the minutes that a conversation usually takes."""

    keep_web_days = forms.IntegerField(
        min_value=KEEP_DAYS["keep_web_days"][0],
        max_value=KEEP_DAYS["keep_web_days"][1],
        label=_("Days that words of a chat are kept after the last one"),
        help_text=_("Shorter is safer. A shorter time counts at once, also for older words."),
    )
    keep_sms_days = forms.IntegerField(
        min_value=KEEP_DAYS["keep_sms_days"][0],
        max_value=KEEP_DAYS["keep_sms_days"][1],
        label=_("Days that text messages are kept after the last one"),
    )
    legal_note = Line(
        limit=200,
        label=_("Legal ground for keeping them so long"),
        help_text=_("The operator's note; it stands in the register of what is kept."),
    )
    typical_minutes = forms.IntegerField(
        min_value=TYPICAL_MINUTES[0],
        max_value=TYPICAL_MINUTES[1],
        label=_("Minutes that a conversation usually takes"),
        help_text=_("The expected wait is reckoned with it."),
    )

    def content(self) -> dict[str, Any]:
        return self.before | {name: self.cleaned_data[name] for name in self.before if name in self.cleaned_data}


class WordsForm(PartForm):
    """The words around the phrases of danger: negations, what lies between, harmless look-alikes, short spellings."""

    harmless = CommaWords(limit=8000, required=False, label=_("Harmless although they look like danger"))
    negation = CommaWords(limit=2000, required=False, label=_("Words that say no"))
    bridges = CommaWords(
        limit=4000, required=False, label=_("Words that may stand between a “không” and the danger word")
    )
    questions = CommaWords(limit=500, required=False, label=_("Words that make a “không” a question"))
    spelling = Spellings(limit=8000, required=False, label=_("Short spellings, one word a line"))

    def shown(self, before: dict[str, Any]) -> dict[str, Any]:
        lists = {name: ", ".join(before[name]) for name in ("harmless", "negation", "bridges", "questions")}
        lines = (f"{meant} = {', '.join(typed)}" for meant, typed in before["spelling"].items())
        return lists | {"spelling": "\n".join(lines)}

    def content(self) -> dict[str, Any]:
        names = ("harmless", "negation", "bridges", "questions", "spelling")
        return self.before | {name: self.cleaned_data[name] for name in names}


PART_FORMS: dict[str, type[PartForm]] = {
    Part.HOURS: HoursForm,
    Part.MESSAGES: MessagesForm,
    Part.TOPICS: TopicsForm,
    Part.LIMITS: LimitsForm,
    Part.DANGER: WordsForm,
}
