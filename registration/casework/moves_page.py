"""The table of moves written out for a reader: `docs/moves.md`, made from the table and the rule sets, never by hand.

`python manage.py moves_page` writes it; a test holds the file beside the table, so that it cannot grow old.
"""

from collections.abc import Iterator

from django.utils import translation

from portal.sms import templates
from registration.rules.model import Certainty
from registration.rules.ruleset import RuleSet, ruleset, rulesets
from registration.rules.wording import amount_words

from .move_row import Move
from .moves import MOVES, roles_for

NEWEST = "B"
HEAD = """# The moves of a registration

Made from `registration/casework/moves.py` and `registration/rules/data/rules.toml` by `python manage.py moves_page`;
do not edit by hand. One row is one step; nothing else changes the state of a registration, in no way (the database
refuses a change of state that no event tells of). Articles, forms, lengths and bodies are those of version {version} of
the rules; "(check)" marks what is still to be compared with the official text.
"""
COLUMNS = (
    "Step", "From → to", "By", "Needs", "Guard", "Clock", "Forms", "Written in", "The person reads", "SMS", "Webhook",
)  # fmt: skip


def page() -> str:
    """The whole file, in English."""
    with translation.override("en"):
        parts = [HEAD.format(version=NEWEST), *_table(ruleset(NEWEST)), "", *_older(), "", *_warnings(), "", *_texts()]
        return "\n".join(parts) + "\n"


def _table(rules: RuleSet) -> Iterator[str]:
    yield f"| {' | '.join(COLUMNS)} |"
    yield f"|{'---|' * len(COLUMNS)}"
    for move in MOVES:
        yield f"| {' | '.join(_cell(text) for text in _row(move, rules))} |"


def _cell(text: str) -> str:
    return text.replace("|", "/").replace("\n", " ") or "–"


def _row(move: Move, rules: RuleSet) -> tuple[str, ...]:
    to = "as before the move" if move.resumes else str(move.to or "stays")
    needs = ", ".join(f"`{field}`" for field in move.needs)
    if move.reason:
        needs += f" (reason from the list `{move.reason}`)"
    return (
        f"**{move.label}** `{move.name}`",
        f"{', '.join(sorted(move.at))} → {to}",
        _who(move, rules),
        needs + (" + second factor" if move.step_up else ""),
        move.guard,
        _clock(move, rules),
        ", ".join(rules.forms[form] for form in move.forms if form in rules.forms),
        _article(move.name, rules),
        str(move.told),
        f"`{move.sms}`" if move.sms else "",
        f"`{move.webhook}`" if move.webhook else "",
    )


def _who(move: Move, rules: RuleSet) -> str:
    people = [str(role.label) for role in roles_for(move, rules.version)]
    people += ["the person"] if move.citizen and move.name not in ("expire", "ward-merged") else []
    people += ["the facility that admitted the person"] if move.facility else []
    return ", ".join(people) or "the portal"


def _clock(move: Move, rules: RuleSet) -> str:
    if move.stops:
        return "stops"
    if not move.starts:
        return ""
    rule = rules.deadlines.get(move.starts)
    if rule is None:
        return f"{move.starts}: to its last day"
    return f"{move.starts}: {amount_words(rule.amount.number, rule.amount.unit, 'en')}"


def _article(name: str, rules: RuleSet) -> str:
    step = rules.steps.get(name)
    if step is None:
        return ""
    return rules.cite(step.article, "en") + (" (check)" if step.certainty is Certainty.CHECK else "")


def _older() -> Iterator[str]:
    """What differs for running cases of older versions."""
    for rules in rulesets().values():
        if rules.version == NEWEST:
            continue
        yield f"## Running cases of version {rules.version}"
        yield ""
        yield "They finish by the lengths, bodies and forms of then; aftercare follows the law of the day."
        yield ""
        yield "| Step | By | Forms | Written in |"
        yield "|---|---|---|---|"
        for move in MOVES:
            if move.name in rules.steps and move.page:
                forms = ", ".join(rules.forms[form] for form in move.forms if form in rules.forms)
                yield f"| `{move.name}` | {_who(move, rules)} | {_cell(forms)} | {_article(move.name, rules)} |"


def _warnings() -> Iterator[str]:
    """Who is warned when."""
    yield "## Warnings"
    yield ""
    yield "| Of | Desk | Counted in | Officer | Head of the desk | Coordinator | Plan for | The person is reminded |"
    yield "|---|---|---|---|---|---|---|---|"
    for kind, rule in ruleset(NEWEST).warnings.items():
        numbers = [rule.levels.get(level) for level in ("officer", "chief", "coordinator")]
        cells = [_number(one, rule.by) for one in (*numbers, rule.planned, rule.remind_person)]
        yield f"| {kind} | {rule.desk} | {rule.by} | {' | '.join(cells)} |"


def _number(number: int | None, by: str) -> str:
    if number is None:
        return "–"
    return f"{number} %" if by == "share" else f"{number:+d}" if number else "0"


def _texts() -> Iterator[str]:
    """The registered texts that the moves send."""
    yield "## Texts"
    yield ""
    for name in dict.fromkeys(move.sms for move in MOVES if move.sms):
        yield f"- `{name}`: {templates.get(name).render({'code': 'DV-…', 'link': '…'}, 'en')}"
