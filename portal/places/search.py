"""Finds today's wards by whatever people type: old names, old districts, codes, with or without marks.

"hoan kiem", "P. Hàng Trống, Q. Hoàn Kiếm", "thị xã Sơn Tây", "Kon Tum", "00070" all answer with wards of today and
the former name that matched. The kind of unit ("xã", "TX.") at the head of a name is understood, and prefers without
excluding. One query for names, one for what is shown; no extension of PostgreSQL. The table of names is small
(about 22,000 rows), so a scan with LIKE is a few milliseconds.
"""

import re
import unicodedata
from dataclasses import dataclass

from django.db.models import Case, IntegerField, Q, QuerySet, Subquery, Value, When
from django.utils import timezone

from .models import FormerUnit, PlaceName, Ward
from .official import official_name
from .words import comparable

MAX_LENGTH = 100
MAX_WORDS = 10
CODE = re.compile(r"\d{5}")
SHORTEST_OLDER_NAME = 5

# Folded words and customary abbreviations -> kind. Longest first, so that "thi xa" is not read as a name.
HEADS = (
    ("thanh pho", "thanh_pho"),
    ("thi tran", "thi_tran"),
    ("dac khu", "dac_khu"),
    ("phuong", "phuong"),
    ("thi xa", "thi_xa"),
    ("huyen", "huyen"),
    ("quan", "quan"),
    ("tinh", "tinh"),
    ("tp", "thanh_pho"),
    ("tt", "thi_tran"),
    ("tx", "thi_xa"),
    ("xa", "xa"),
    ("p", "phuong"),
    ("q", "quan"),
    ("h", "huyen"),
    ("x", "xa"),
)


@dataclass(frozen=True)
class Match:
    """One of today's wards and, where it was found by an old name, that name with its parents."""

    ward: Ward
    former: FormerUnit | None

    @property
    def former_name(self) -> str:
        """ "phường Hàng Trống, quận Hoàn Kiếm, thành phố Hà Nội", or empty for today's own name."""
        names, unit = [], self.former
        while unit is not None:
            names.append(str(unit))
            unit = unit.parent
        return ", ".join(names)


@dataclass(frozen=True)
class _Query:
    """What was typed, taken apart: the name asked for, its kind, the words around it, the spelling with marks."""

    name: str
    kind: str
    around: tuple[str, ...]
    marked: str

    @property
    def words(self) -> list[str]:
        return [*self.name.split(), *self.around]


def find_wards(q: str, province: str | None = None, limit: int = 10) -> list[Match]:
    """Today's wards for the words `q`, best first, each once; `province` is a two-digit code. Never raises on input."""
    asked = _understand(q)
    if asked is None or limit < 1:
        return []
    names = PlaceName.objects.filter(ward__in=Ward.objects.valid_on(timezone.localdate()))
    if province:
        names = names.filter(ward__province=province)
    best = Subquery(
        _ranked(_matching(names, asked), asked).order_by("ward_id", *ORDER).distinct("ward_id").values("pk")
    )
    found = (
        _ranked(PlaceName.objects.filter(pk__in=best), asked)
        .select_related("ward__province", "former__parent__parent")
        .order_by(*ORDER, "text", "ward__province__folded", "ward_id")
    )
    return [Match(name.ward, name.former) for name in found[:limit]]


ORDER = ("fit", "kind_fit", "namesake", "level", "-likeliest")


def _understand(q: str) -> _Query | None:
    text = unicodedata.normalize("NFC", q.replace("\x00", " "))[:MAX_LENGTH]
    first, _, rest = text.partition(",")
    name, kind = _without_head(comparable(first))
    if not name:
        return None
    around = tuple(word for part in rest.split(",") for word in _without_head(comparable(part))[0].split())
    marked = " ".join(re.sub(r"[.\-]", " ", first.lower()).split()[-len(name.split()) :])
    return _Query(name, kind, around[: MAX_WORDS - 1], marked) if len(name.split()) <= MAX_WORDS else None


def _without_head(text: str) -> tuple[str, str]:
    """("thi xa son tay") -> ("son tay", "thi_xa"), ("q1") -> ("1", "quan"); a head alone stays a name."""
    text = re.sub(r"^([pqhx])(\d+)\b", r"\1 \2", text)
    for head, kind in HEADS:
        if text.startswith(head + " "):
            return text[len(head) + 1 :], kind
    return text, ""


def _matching(names: QuerySet[PlaceName], asked: _Query) -> QuerySet[PlaceName]:
    """A code is looked up; otherwise every word must begin a word of the name or of what lies around it."""
    if CODE.fullmatch(asked.name):
        return names.filter(code=asked.name)
    by_words = Q()
    for word in asked.words:
        by_words &= Q(searched__contains=" " + word)
    older = asked.name.replace(" ", "")
    by_older = Q(older__contains=older) if len(older) >= SHORTEST_OLDER_NAME else Q(pk__in=[])
    return names.filter(by_words | by_older)


def _ranked(names: QuerySet[PlaceName], asked: _Query) -> QuerySet[PlaceName]:
    """`fit`: 0 the very name with its marks, 1 without, 2 its beginning, 3 some words of it, 4 only around it."""
    return names.annotate(
        fit=Case(
            When(code=asked.name, then=Value(0)),
            When(name=asked.marked, then=Value(0)),
            When(text=asked.name, then=Value(1)),
            When(text__startswith=asked.name, then=Value(2)),
            When(text__startswith=asked.name.split()[0], then=Value(3)),
            default=Value(4),
            output_field=IntegerField(),
        ),
        kind_fit=Case(When(kind=asked.kind, then=Value(0)), default=Value(1), output_field=IntegerField()),
        namesake=Case(When(ward__folded=asked.name, then=Value(0)), default=Value(1), output_field=IntegerField()),
    )


def shown_as(ward: Ward) -> str:
    """ "phường Hoàn Kiếm, thành phố Hà Nội": a ward with its province, as people write it."""
    return f"{official_name(ward.kind, ward.name)}, {ward.province.official_name}"
