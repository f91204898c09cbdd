"""The parts that are lists: where their entries lie in a content, and how a list with one entry changed becomes one."""

from typing import Any

from hotline.line.parts import Part

Content = dict[str, Any]
Entries = list[dict[str, Any]]
LISTS = (Part.NUMBERS, Part.CANNED, Part.DANGER, Part.HOURS)


def entries_of(part: str, content: Content) -> Entries:
    """The entries in order; phrases of danger each with its kind."""
    if part == Part.DANGER:
        return [{"kind": kind["name"], **phrase} for kind in content["kinds"] for phrase in kind["phrases"]]
    entries: Entries = content["exceptions" if part == Part.HOURS else "items"]
    return entries


def with_entries(part: str, content: Content, entries: Entries) -> Content:
    """`content` with these entries; days in the calendar's order, phrases back under their kinds."""
    if part == Part.HOURS:
        return content | {"exceptions": sorted(entries, key=lambda entry: (entry["date"], entry["opens"]))}
    if part != Part.DANGER:
        return content | {"items": entries}
    kinds = []
    for kind in content["kinds"]:
        mine = [entry for entry in entries if entry["kind"] == kind["name"]]
        phrases = [{name: value for name, value in entry.items() if name != "kind"} for entry in mine]
        kinds.append(kind | {"phrases": phrases})
    return content | {"kinds": kinds}


def put(part: str, content: Content, at: int | None, new: Entries) -> Content:
    """`new` in place of the entry `at`, or at the end. Days that are said anew lose what was said before."""
    entries = list(entries_of(part, content))
    if at is None:
        entries += new
    else:
        entries[at : at + 1] = new
    if part == Part.HOURS:
        days = {entry["date"] for entry in new}
        entries = [entry for entry in entries if entry in new or entry["date"] not in days]
    return with_entries(part, content, entries)


def move_up(part: str, content: Content, at: int) -> Content:
    """The entry `at` one place nearer to the top."""
    entries = list(entries_of(part, content))
    if at > 0:
        entries[at - 1], entries[at] = entries[at], entries[at - 1]
    return with_entries(part, content, entries)


def without(part: str, content: Content, at: int) -> Content:
    """The list without the entry `at`."""
    entries = list(entries_of(part, content))
    del entries[at]
    return with_entries(part, content, entries)
