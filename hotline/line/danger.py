"""Danger words: does a message say that a life may be in danger? The words are data (`data/danger.toml`, and above it
what supervisors saved).

Better once too often than once too seldom: the answer only brings help nearer, it never shuts anything. How typed words
are read: `typed.py`. `look_into` says why, for the page that explains the rules to staff; `danger_in` says what.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from hotline.line.parts import Part
from hotline.line.stored import made
from hotline.line.typed import Reading, Word, reading, words_of
from portal.ui.vietnamese import fold

GAP = "…"
GAP_WORDS = 3
"""So many words may stand for one "…"."""
ASKED_WITHIN = 3
"""So many words before a "không" a question word makes it a question: "tại sao mình không …"."""


@dataclass(frozen=True)
class Phrase:
    """A sign of danger. `pieces`: the readings of its words, None for a gap."""

    kind: str
    words: str
    pieces: tuple[Reading | None, ...]
    plain_needs: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()
    negatable: bool = True


@dataclass(frozen=True)
class Rules:
    """All that decides, ready to compare; phrases by the letters of their first word."""

    phrases: tuple[Phrase, ...]
    by_first: Mapping[str, tuple[Phrase, ...]]
    harmless: Mapping[str, tuple[Phrase, ...]]
    negation: frozenset[str]
    bridges: frozenset[str]
    questions: frozenset[str]
    spelling: Mapping[str, str]
    order: tuple[str, ...]


@dataclass(frozen=True)
class Sign:
    """A phrase found in a message, the words that were found, and why it does not count (empty: it counts)."""

    kind: str
    phrase: str
    typed: str
    dismissed: str = ""


def rules() -> Rules:
    """The rules that count now."""
    return made(rules_of, Part.DANGER)


def phrases() -> tuple[Phrase, ...]:
    """All phrases that count now."""
    return rules().phrases


def danger_in(text: str) -> str:
    """The kind of danger that `text` speaks of (overdose, suicide, withdrawal, violence), or an empty string."""
    known = rules()
    found = {sign.kind for sign in look_into(text, known) if not sign.dismissed}
    return next((kind for kind in known.order if kind in found), "")


def look_into(text: str, known: Rules | None = None) -> list[Sign]:
    """Every phrase found in `text`, also those that do not count, in the order of the text."""
    known = known or rules()
    plain, words = words_of(text, known.spelling)
    company = {one.letters for word in words for one in word.readings}
    calm = _covered(words, known.harmless)
    found = []
    for start in range(len(words)):
        for phrase, places, bare in _phrases_at(words, start, known.by_first):
            if bare and phrase.plain_needs and phrase.plain_needs.isdisjoint(company):
                continue
            if phrase.needs and phrase.needs.isdisjoint(company):
                continue
            typed = plain[words[places[0]].start : words[places[-1]].end]
            found.append(Sign(phrase.kind, phrase.words, typed, _dismissed(phrase, places, words, calm, known)))
    return found


def _dismissed(phrase: Phrase, places: list[int], words: list[Word], calm: set[int], known: Rules) -> str:
    if calm.issuperset(places):
        return "harmless"
    return "negated" if phrase.negatable and _negated(places[0], words, known) else ""


def _negated(start: int, words: list[Word], known: Rules) -> bool:
    """Whether a "không" reaches the word at `start`: over bridging words of the same clause, not asked, not doubled."""
    count, clause, first = 0, words[start].clause, start
    for at in range(start - 1, -1, -1):
        typed = words[at].typed
        if words[at].clause != clause:
            break
        if typed in known.negation:
            count, first = count + 1, at
        elif typed not in known.bridges:
            break
    before = words[max(0, first - ASKED_WITHIN) : first]
    asked = any(word.clause == clause and word.typed in known.questions for word in before)
    return count % 2 == 1 and not asked


def _covered(words: list[Word], harmless: Mapping[str, tuple[Phrase, ...]]) -> set[int]:
    covered: set[int] = set()
    for start in range(len(words)):
        for _phrase, places, _bare in _phrases_at(words, start, harmless):
            covered.update(range(places[0], places[-1] + 1))
    return covered


def _phrases_at(
    words: list[Word], start: int, by_first: Mapping[str, tuple[Phrase, ...]]
) -> Iterator[tuple[Phrase, list[int], bool]]:
    """The phrases that begin at the word `start`, where their words stand, and whether all marks are missing."""
    for first in {one.letters for one in words[start].readings}:
        for phrase in by_first.get(first, ()):
            places = _places(words, start, phrase.pieces)
            if places:
                wanted = [piece for piece in phrase.pieces if piece is not None]
                yield (
                    phrase,
                    places,
                    not any(
                        piece.marks and piece in words[at].readings for piece, at in zip(wanted, places, strict=True)
                    ),
                )


def _places(words: list[Word], at: int, pieces: tuple[Reading | None, ...]) -> list[int] | None:
    """Where the words of the phrase stand, from `at` on; None where it is not there."""
    if not pieces:
        return []
    if pieces[0] is None:
        for skip in range(GAP_WORDS + 1):
            rest = _places(words, at + skip, pieces[1:])
            if rest is not None:
                return rest
        return None
    if at >= len(words) or not any(one.fits(pieces[0]) for one in words[at].readings):
        return None
    rest = _places(words, at + 1, pieces[1:])
    return None if rest is None else [at, *rest]


def pieces_of(words: str) -> tuple[Reading | None, ...]:
    """The words of a phrase as readings; "…" is a gap."""
    found: list[Reading | None] = []
    for part in words.replace("...", GAP).replace(GAP, f" {GAP} ").split():
        if part == GAP:
            found.append(None)
        else:
            found += [reading(word.typed) for word in words_of(part, {})[1]]
    return tuple(found)


def rules_of(content: Mapping[str, Any]) -> Rules:
    """The rules of a content (`data/danger.toml` shows its shape)."""
    found = tuple(
        Phrase(
            kind["name"],
            entry["words"],
            pieces_of(entry["words"]),
            frozenset(_letters(entry.get("plain_needs", ()))),
            frozenset(_letters(entry.get("needs", ()))),
            entry.get("negatable", True),
        )
        for kind in content["kinds"]
        for entry in kind["phrases"]
    )
    calm = tuple(Phrase("", words, pieces_of(words)) for words in content["harmless"])
    return Rules(
        phrases=found,
        by_first=_by_first(found),
        harmless=_by_first(calm),
        negation=frozenset(content["negation"]),
        bridges=frozenset(content["bridges"]),
        questions=frozenset(content["questions"]),
        spelling={typed: meant for meant, forms in content["spelling"].items() for typed in forms},
        order=tuple(kind["name"] for kind in content["kinds"]),
    )


def _letters(words: Any) -> list[str]:
    return [reading(fold(word)).letters for word in words]


def _by_first(found: tuple[Phrase, ...]) -> Mapping[str, tuple[Phrase, ...]]:
    by_first: defaultdict[str, list[Phrase]] = defaultdict(list)
    for phrase in found:
        if phrase.pieces and phrase.pieces[0] is not None:
            by_first[phrase.pieces[0].letters].append(phrase)
    return {first: tuple(those) for first, those in by_first.items()}
