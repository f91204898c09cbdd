"""The words of a form with its facts: rows that do not apply fall away, every {name} is filled in.

Running text shows dots where a fact is missing; a field stays empty, which draws a line for the pen.
"""

from string import Formatter
from typing import Any

Row = list[Any]
_FIELDS = {"field": (2,), "pair": (2, 4), "words": (2,)}


def filled(text: dict[str, Any], facts: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """What the template prints: head, subtitle, to, body, signatures, recipients."""
    dots = words["common"]["dots"]
    known = facts["words"]
    holds = set(facts["flags"]) | {name for name, said in known.items() if said}
    head = text["head"]
    return {
        # At home a helper writes, who has no letterhead.
        "head": "plain" if head == "facility" else head,
        "subtitle": text.get("subtitle", ""),
        "to": _text(text.get("to", ""), known, dots),
        "body": [_row(row, facts, known, dots, words) for row in (_applies(row, holds) for row in text["body"]) if row],
        "signatures": [
            [_text(row[0], known, dots), words["signatures"][row[1]], _text(row[2], known, "")]
            for row in (_applies(row, holds) for row in text["signatures"])
            if row
        ],
        "recipients": [_text(line, known, dots) for line in text.get("recipients", [])],
    }


def _applies(row: Row, holds: set[str]) -> Row | None:
    """The row without its condition; None where the condition does not hold."""
    if not row[0].startswith("if "):
        return row
    name = row[0].removeprefix("if ")
    wanted = not name.startswith("not ")
    return row[1:] if (name.removeprefix("not ") in holds) == wanted else None


def _row(row: Row, facts: dict[str, Any], known: dict[str, str], dots: str, words: dict[str, Any]) -> Row:
    kind = row[0]
    if kind == "table":
        rows = row[3]
        if rows == "stages":
            rows = facts["stages"]
        elif rows == "members":
            rows = facts["members"]
        elif rows == "stage_names":
            rows = [[stage[0], "", "", ""] for stage in facts["stages"]]
        return [*row[:3], rows]
    if kind == "grounds":
        laws = [words["common"]["ground"].format(document=name) for name in facts["documents"]]
        lines = [_text(line, known, dots) for line in row[1:] if line != "documents"]
        return [kind, *(laws if "documents" in row else []), *lines]
    fields = _FIELDS.get(kind, ())
    return [
        _text(part, known, "" if place in fields else dots) if isinstance(part, str) else part
        for place, part in enumerate(row)
    ]


def _text(template: str, known: dict[str, str], missing: str) -> str:
    """Names in braces replaced once: braces inside a fact stay what they are."""
    return "".join(
        literal + ((known.get(name) or missing) if name is not None else "")
        for literal, name, _spec, _conversion in Formatter().parse(template)
    )
