"""The list of all figures for `docs/reports.md`, made from the data: `python manage.py indicators`; a test compares."""

from datetime import date

from .indicators import GROUPS, Indicator, indicators

ON = date(2026, 7, 1)
"""The lengths of the law are those of this day."""


def catalogue() -> str:
    """Markdown: a table for each group, in English, with the measures behind each figure."""
    parts = []
    for group in GROUPS:
        rows = [_row(one) for one in indicators().values() if one.group == group]
        parts += [
            f"### {group}",
            "| Code | Figure | Definition | Made of | Source | From |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
        ]
    return "\n".join(parts)


def _row(one: Indicator) -> str:
    made = " / ".join(f"`{part}`" for part in one.parts)
    marks = [
        *(["not by ward"] if one.from_province else []),
        *(["police desk and coordinator only"] if one.before_decision and not one.from_province else []),
        *(["police data"] if one.police_data else []),
        *([f"target {one.target}"] if one.target is not None else []),
    ]
    words = one.definition(ON, "en") + (f" ({'; '.join(marks)})" if marks else "")
    return f"| `{one.code}` | {one.label(ON, 'en')} | {words} | {made} | {one.source} | {one.valid_from} |"
