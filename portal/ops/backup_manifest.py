"""`manifest.json` of a backup: what is in it, by digests, and proof that it is ours and not altered.

The proof is keyed by INDEX_KEY, and one sealed word tells whether FIELD_KEYS opens the data: both keys are needed to
use a backup, and neither is in it.
"""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from portal.ops.table_digests import Table
from portal.privacy import cipher
from portal.privacy.index import blind_index

NAME = "manifest.json"
DATABASE = "database.dump"
FILES = "files"
FORMAT = 1
_WORD, _CONTEXT = b"the way home", "ops.backup"


class BadBackup(Exception):
    """The folder is not a whole, unaltered backup that this instance's keys open; the message says why."""


@dataclass(frozen=True)
class Piece:
    """One file of the backup."""

    size: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds. Times are ISO 8601 in UTC; files are named as below MEDIA_ROOT."""

    made_at: str
    portal: str
    postgres: str
    tables: dict[str, Table]
    database: Piece
    files: dict[str, Piece]
    rows_left_out_of: list[str]
    audit_head: str
    field_keys: list[str]
    sealed_word: str = field(default_factory=lambda: cipher.ring().seal(_WORD, _CONTEXT).hex())
    format: int = FORMAT

    @property
    def rows(self) -> int:
        """Rows of all tables."""
        return sum(table.rows for table in self.tables.values())

    def write(self, folder: Path) -> None:
        """Put it, with its proof, into the folder of the backup."""
        body = asdict(self)
        text = json.dumps(body | {"proof": _proof(body)}, indent=1, ensure_ascii=False, sort_keys=True)
        (folder / NAME).write_text(text + "\n", encoding="utf-8")


def read(folder: Path) -> Manifest:
    """The manifest of `folder`; raises BadBackup where it is missing, altered or of another instance's keys."""
    try:
        body = json.loads((folder / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise BadBackup(f"{folder} holds no {NAME}: not a backup, or one that was never finished") from None
    except ValueError:
        raise BadBackup(f"{NAME} cannot be read") from None
    if not isinstance(body, dict) or body.get("format") != FORMAT:
        raise BadBackup(f"{NAME} is of a format that this version does not know")
    proof = body.pop("proof", "")
    _need_field_keys(body)
    if proof != _proof(body):
        raise BadBackup(f"{NAME} was altered, or INDEX_KEY is not the one of the backed-up instance")
    tables = {name: Table(**table) for name, table in body.pop("tables").items()}
    files = {name: Piece(**piece) for name, piece in body.pop("files").items()}
    return Manifest(tables=tables, files=files, database=Piece(**body.pop("database")), **body)


def piece(path: Path) -> Piece:
    """Size in bytes and SHA-256 of a file."""
    with path.open("rb") as file:
        return Piece(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())


def check_pieces(manifest: Manifest, folder: Path) -> None:
    """Every file is there, unaltered, and none besides; raises BadBackup."""
    wanted = {DATABASE: manifest.database} | {f"{FILES}/{name}": one for name, one in manifest.files.items()}
    there = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()} - {NAME}
    if odd := sorted(there ^ set(wanted)):
        raise BadBackup(f"missing or not of this backup: {', '.join(odd[:5])}")
    for name, one in wanted.items():
        if piece(folder / name) != one:
            raise BadBackup(f"{name} was altered")


def _need_field_keys(body: dict[str, Any]) -> None:
    missing = set(body["field_keys"]) - {key.ident for key in cipher.ring().keys}
    try:
        opened = cipher.ring().open(bytes.fromhex(body["sealed_word"]), _CONTEXT) == _WORD
    except (cipher.CannotDecrypt, ValueError):
        opened = False
    if missing or not opened:
        ids = ", ".join(body["field_keys"])
        raise BadBackup(
            f"FIELD_KEYS of this instance do not open the backup, which needs the keys {ids}: put the keys of the "
            "backed-up instance (FIELD_KEYS, INDEX_KEY, SECRET_KEY) into the environment or instance.env first"
        )


def _proof(body: dict[str, Any]) -> str:
    text = json.dumps(body, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return blind_index(hashlib.sha256(text.encode()).hexdigest(), _CONTEXT)
