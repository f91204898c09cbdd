"""What holds for every state of the line, whoever saves it and by whichever way: bounds that no supervisor crosses."""

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hotline.line.danger import rules_of
from hotline.line.errors import NotAllowed
from hotline.line.parts import Part
from hotline.line.stored import shipped
from portal.calendar.hours import BadHours, check_hours

KEEP_DAYS = {"keep_web_days": (1, 365), "keep_sms_days": (1, 365)}
"""Words of anonymous people are never kept for longer than a year."""
TYPICAL_MINUTES = (1, 120)
MOST_ITEMS = 200
MOST_PHRASES = 2000

Content = Mapping[str, Any]


def check(part: str, content: Content) -> None:
    """Raise NotAllowed, with the reason in the page's language, where `content` crosses a bound."""
    _CHECKS[Part(part)](content)


def _hours(content: Content) -> None:
    try:
        check_hours(content["week"])
        check_hours({"weekday": 0, **one} for one in content["exceptions"] if one["opens"])
    except BadHours as error:
        raise NotAllowed(_("A time is not right: the line must open before it closes.")) from error


def _messages(content: Content) -> None:
    for name, texts in content.items():
        if not texts.get("vi"):
            raise NotAllowed(_("The Vietnamese text must not be empty: %(name)s") % {"name": name})


def _numbers(content: Content) -> None:
    never = {entry["number"]: entry["why"] for entry in shipped(Part.NUMBERS)["never"]}
    for item in content["items"]:
        why = never.get("".join(sign for sign in item["number"] if sign.isdigit()))
        if why:
            raise NotAllowed(why.get(get_language() or "vi") or why["vi"])
    if not any(item["in_danger"] for item in content["items"]):
        raise NotAllowed(_("At least one number must be shown at once in danger."))
    _once(content["items"], "number")


def _canned(content: Content) -> None:
    _once(content["items"], "shortcut")


def _once(items: list[Content], key: str) -> None:
    if len(items) > MOST_ITEMS:
        raise NotAllowed(_("This list is full. Take out what is no longer used."))
    values = [item[key] for item in items]
    if len(set(values)) < len(values):
        raise NotAllowed(_("This is already in the list."))


def _danger(content: Content) -> None:
    found = rules_of(content).phrases
    if len(found) > MOST_PHRASES:
        raise NotAllowed(_("This list is full. Take out what is no longer used."))
    if any(not phrase.pieces or phrase.pieces[0] is None for phrase in found):
        raise NotAllowed(_("A phrase must begin with a word."))
    if {phrase.kind for phrase in found} != {kind["name"] for kind in shipped(Part.DANGER)["kinds"]}:
        raise NotAllowed(_("Each kind of danger needs at least one phrase."))


def _topics(content: Content) -> None:
    known = {item["value"] for item in shipped(Part.TOPICS)["items"]}
    if {item["value"] for item in content["items"]} != known:
        raise NotAllowed(_("The topics themselves are fixed; only words, order and showing change."))
    shown = {item["value"] for item in content["items"] if item["shown"]}
    if not {"emergency", "other"} <= shown:
        raise NotAllowed(_("The topics for danger and for everything else are always shown."))


def _limits(content: Content) -> None:
    bounds = KEEP_DAYS | {"typical_minutes": TYPICAL_MINUTES}
    for name, (least, most) in bounds.items():
        if not least <= content[name] <= most:
            raise NotAllowed(_("This must lie between %(least)s and %(most)s.") % {"least": least, "most": most})
    if not content["legal_note"]:
        raise NotAllowed(_("Say on which legal ground the words are kept for so long."))


_CHECKS: dict[str, Callable[[Content], None]] = {
    Part.HOURS: _hours,
    Part.MESSAGES: _messages,
    Part.NUMBERS: _numbers,
    Part.CANNED: _canned,
    Part.DANGER: _danger,
    Part.TOPICS: _topics,
    Part.LIMITS: _limits,
}
