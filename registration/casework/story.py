"""What the events of a registration say, in plain words: one story for the citizen's page and for the desk's."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from registration.rules.ruleset import ruleset_for

from . import answer_words, lists, places_words
from .desks import COMMITTEE
from .models import Event, Registration
from .moves import BY_NAME

Detail = dict[str, Any]


# What the committee desk reads of the story: from the decision on, without reasons that speak of health.
COMMITTEE_READS = (
    "decide", "start", "complete-treatment", "begin-aftercare", "name-helper", "close", "move", "acknowledge",
    "notify-end", "propose-aftercare", "set-up-team", "hand-over", "continue-treatment", "ward-merged",
)  # fmt: skip


def for_desk(registration: Registration, desk: str) -> QuerySet[Event]:
    """The events that a desk reads, newest first."""
    events = registration.events.select_related("actor", "ward").order_by("-seq")
    return events.filter(kind__in=COMMITTEE_READS) if desk == COMMITTEE else events


def told(event: Event) -> str:
    """What happened, as the citizen reads it."""
    move = BY_NAME.get(event.kind)
    return str(move.told) if move else event.kind


def step(event: Event) -> str:
    """What was done, as the desk calls it."""
    move = BY_NAME.get(event.kind)
    return str(move.label) if move else event.kind


def lines(event: Event) -> list[str]:
    """The particulars of the event, each a short line; nothing where the details have been erased."""
    write = _LINES.get(event.kind)
    return [line for line in write(event.detail) if line] if write and event.detail else []


def day(text: str) -> str:
    """An ISO day as people write it here."""
    try:
        return date_format(date.fromisoformat(text), "d/m/Y")
    except ValueError:
        return text


def _request(detail: Detail) -> list[str]:
    missing = [lists.words("missing", key) for key in detail.get("missing", [])]
    return [*missing, detail.get("message", "")]


def _answer(detail: Detail) -> list[str]:
    files = detail.get("files") or 0
    parts = [f"{lists.words('missing', part)}: {words}" for part, words in detail.get("items", [])]
    parts += [_("Put right: %(entry)s") % {"entry": answer_words.label(name)} for name in detail.get("changed", [])]
    return [*parts, detail.get("text", ""), _("Files sent: %(number)s") % {"number": files} if files else ""]


def _not_eligible(detail: Detail) -> list[str]:
    return [
        lists.words("not_eligible", detail.get("reason", "")),
        _("Next step: %(words)s") % {"words": detail.get("next_step", "")},
        *_how_to_complain(),
    ]


def _how_to_complain() -> list[str]:
    """The law's words on complaints with their article, from the rule set of today."""
    lang = "en" if (get_language() or "").startswith("en") else "vi"
    rules = ruleset_for(timezone.localdate())
    lines = [line for section in rules.afterwards(lang) if section.key == "complaints" for line in section.lines]
    return [f"{line.text} ({line.article})" for line in lines if line.key == "complain"]


def _decide(detail: Detail) -> list[str]:
    return [
        _("Decision number %(number)s") % {"number": detail.get("number", "")},
        _("Place: %(place)s") % {"place": places_words.label(detail.get("place", ""))},
        _("Start: %(day)s") % {"day": day(detail.get("starts_on", ""))},
        _("Length: %(months)s months") % {"months": detail.get("months", "")},
    ]


def _start(detail: Detail) -> list[str]:
    return [
        _("Since %(day)s") % {"day": day(detail.get("started_on", ""))},
        _("Until %(day)s") % {"day": day(detail.get("ends_on", ""))},
    ]


def _numbered(detail: Detail) -> list[str]:
    return [_("Certificate number %(number)s") % {"number": detail.get("number", "")}]


def _aftercare(detail: Detail) -> list[str]:
    return [
        _("Your helper: %(name)s") % {"name": detail.get("helper", "")},
        _("Organisation: %(name)s") % {"name": detail.get("organisation", "")},
        _("Until %(day)s") % {"day": day(detail.get("ends_on", ""))},
    ]


def _helper(detail: Detail) -> list[str]:
    return [
        _("Your helper: %(name)s") % {"name": detail.get("helper", "")},
        _("Organisation: %(name)s") % {"name": detail.get("organisation", "")},
    ]


def _notified(detail: Detail) -> list[str]:
    return [_("Notice of %(day)s") % {"day": day(detail.get("notified_on", ""))}]


def _proposed(detail: Detail) -> list[str]:
    return [_("Proposal number %(number)s") % {"number": detail.get("number", "")}]


def _team(detail: Detail) -> list[str]:
    return detail.get("members", [])


def _handed_over(detail: Detail) -> list[str]:
    named = {"number": detail.get("number", ""), "day": day(detail.get("handed_on", ""))}
    return [_("Paper number %(number)s, on %(day)s") % named]


def _suspended(detail: Detail) -> list[str]:
    """The ground in words and the article that carries it (as the rule file refers to it)."""
    lang = get_language() or "vi"
    ground = detail.get("reason_en" if lang.startswith("en") else "reason", "")
    articles = ruleset_for(timezone.localdate()).cite(detail["article"], lang) if detail.get("article") else ""
    return [ground, articles]


def _resumed(detail: Detail) -> list[str]:
    return [_("Last day now: %(day)s") % {"day": day(detail.get("due_at", ""))}]


def _continued(detail: Detail) -> list[str]:
    return [
        _("Decision number %(number)s") % {"number": detail.get("number", "")},
        _("Until %(day)s") % {"day": day(detail.get("ends_on", ""))},
    ]


def _closed(detail: Detail) -> list[str]:
    return [_("Decision number %(number)s") % {"number": detail["number"]}] if detail.get("number") else []


def _move(detail: Detail) -> list[str]:
    return [_("New ward: %(ward)s") % {"ward": detail.get("ward", "")}]


def _postpone(detail: Detail) -> list[str]:
    return [
        lists.words("postponed", detail.get("reason", "")),
        _("Until %(day)s") % {"day": day(detail.get("until", ""))},
    ]


def _contact(detail: Detail) -> list[str]:
    """What was changed, by name only: the old and new words stand in the dossier, not in the story."""
    return [answer_words.label(name) for name in detail.get("changed", [])]


def _corrected(detail: Detail) -> list[str]:
    """What was put right, by name only, and why; the words of before and after stand in the event."""
    return [*_contact(detail), detail.get("reason", "")]


_LINES: dict[str, Callable[[Detail], list[str]]] = {
    "request-completion": _request,
    "answer": _answer,
    "contact": _contact,
    "correct": _corrected,
    "confirm-not-eligible": _not_eligible,
    "decide": _decide,
    "start": _start,
    "stop": lambda detail: [lists.words("stopped", detail.get("reason", ""))],
    "complete-treatment": _numbered,
    "begin-aftercare": _aftercare,
    "name-helper": _helper,
    "move": _move,
    "postpone": _postpone,
    "notify-end": _notified,
    "propose-aftercare": _proposed,
    "set-up-team": _team,
    "hand-over": _handed_over,
    "suspend": _suspended,
    "resume": _resumed,
    "continue-treatment": _continued,
    "close": _closed,
    "ward-merged": _move,
}
