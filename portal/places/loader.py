"""Loads the data files into the tables: provinces, wards, former units and the names to find wards by.

`load()` is safe to repeat: it does nothing when the tables already hold this edition of the files, and never touches
what staff decided about a ward. A ward that a newer edition no longer names gets an end of validity, not a deletion:
registrations point at it. The files and where they come from: `data/README.md`.
"""

import csv
import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.db import connection, transaction
from django.utils import timezone

from .models import Edition, FormerUnit, PlaceName, Province, Ward
from .words import comparable

DATA = Path(__file__).parent / "data"
FILES = ("provinces.csv", "wards.csv", "former_units.csv")
SHAPE = b"2"  # raise it when the same files are to be stored in another shape
BATCH = 2000


@dataclass(frozen=True)
class Loaded:
    """What `load` did: `changed` is False when the tables held this edition already."""

    changed: bool
    provinces: int
    wards: int
    former_units: int
    names: int


@transaction.atomic
def load(*, force: bool = False) -> Loaded:
    """Bring the tables to the edition of the data files; `force` loads again whatever they hold."""
    digest = hashlib.sha256(SHAPE + b"".join((DATA / name).read_bytes() for name in FILES)).hexdigest()
    changed = force or not Edition.objects.filter(digest=digest).exists()
    if changed:
        _load_provinces()
        _load_wards()
        _load_former_units()
        _load_names()
        Edition.objects.all().delete()
        Edition.objects.create(digest=digest)
    return Loaded(changed, *(model.objects.count() for model in (Province, Ward, FormerUnit, PlaceName)))


def read(name: str) -> Iterator[dict[str, str]]:
    """The rows of one data file."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _load_provinces() -> None:
    rows = [
        Province(code=row["code"], kind=row["kind"], name=row["name"], folded=comparable(row["name"]))
        for row in read("provinces.csv")
    ]
    Province.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=["kind", "name", "folded"]
    )


def _load_wards() -> None:
    rows = [
        Ward(
            code=row["code"],
            kind=row["kind"],
            name=row["name"],
            folded=comparable(row["name"]),
            province_id=row["province"],
            latitude=float(row["lat"]),
            longitude=float(row["lon"]),
        )
        for row in read("wards.csv")
    ]
    Ward.objects.bulk_create(
        rows,
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "name", "folded", "province", "latitude", "longitude"],
    )
    gone = Ward.objects.filter(valid_to=None).exclude(code__in=[row.code for row in rows])
    gone.update(valid_to=timezone.localdate() - timedelta(days=1))


def _load_former_units() -> None:
    """Parents come before children in the file, so one pass fills the tree."""
    levels = {level.name.lower(): level for level in FormerUnit.Level}
    FormerUnit.objects.bulk_create(
        [
            FormerUnit(
                code=row["code"],
                level=levels[row["level"]],
                kind=row["kind"],
                name=row["name"],
                parent_id=row["parent"] or None,
            )
            for row in read("former_units.csv")
        ],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["level", "kind", "name", "parent"],
    )


def _load_names() -> None:
    """One row for each pair of a ward and a name that its ground has or had; COPY, for there are 21,000."""
    wards = {ward.code: ward for ward in Ward.objects.select_related("province")}
    units = FormerUnit.objects.in_bulk()
    PlaceName.objects.all().delete()
    fields = [field for field in PlaceName._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(str(field.column) for field in fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY {PlaceName._meta.db_table} ({columns}) FROM STDIN") as copy:
        for name in (*_current_names(wards), *_former_names(wards, units)):
            copy.write_row([getattr(name, field.attname) for field in fields])


def _current_names(wards: dict[str, Ward]) -> Iterator[PlaceName]:
    for ward in wards.values():
        yield PlaceName(
            ward=ward,
            code=ward.code,
            kind=ward.kind,
            name=ward.name.lower(),
            text=ward.folded,
            searched=f" {ward.folded} {ward.province.folded}",
        )


def _former_names(wards: dict[str, Ward], units: dict[str, FormerUnit]) -> Iterator[PlaceName]:
    """A former ward lies in its successors; a district and a province in those of everything below them."""
    found: dict[str, dict[str, bool]] = defaultdict(dict)
    older = {row["code"]: row["older_names"] for row in read("former_units.csv")}
    for row in read("former_units.csv"):
        for place, code in enumerate(row["successors"].split()):
            found[row["code"]].setdefault(code, place == 0)
            for parent in _parents(units[row["code"]], units):
                found[parent.code].setdefault(code, True)
    for unit_code, successors in found.items():
        unit = units[unit_code]
        text = comparable(unit.name)
        parents = [comparable(parent.name) for parent in _parents(unit, units)]
        for code, likeliest in successors.items():
            yield PlaceName(
                ward=wards[code],
                former=unit,
                level=unit.level,
                likeliest=likeliest,
                code=unit.code,
                kind=unit.kind,
                name=unit.name.lower(),
                text=text,
                searched=" " + " ".join([text, *parents, wards[code].folded, wards[code].province.folded]),
                older=older[unit_code],
            )


def _parents(unit: FormerUnit, units: dict[str, FormerUnit]) -> Iterator[FormerUnit]:
    while (parent := unit.parent_id) is not None:
        unit = units[parent]
        yield unit
