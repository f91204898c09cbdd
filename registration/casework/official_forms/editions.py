"""Editions of the official forms: a folder `v<edition>` with templates, shared words and the words of each form.

A signed paper remembers its edition, so that a reprint looks as it did. An edition that papers are pinned to is never
changed: copy the folder to the next number, change there, and set CURRENT (docs/official-forms.md).
"""

import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

CURRENT = "1"
HERE = Path(__file__).resolve().parent
# Forms with a layout of their own; every other form is a run of rows on `paper.typ`.
OWN_LAYOUT = frozenset({"application", "personal_history", "register", "dossier"})


class NoSuchForm(KeyError):
    """There is no template for this form, or the rules of the case do not know it."""


def folder(edition: str) -> Path:
    """Where an edition's files lie. Raises NoSuchForm for an edition that is not there."""
    if not is_edition(edition):
        raise NoSuchForm(f"edition {edition!r}")
    return HERE / f"v{edition}"


def is_edition(edition: str) -> bool:
    """Whether there is an edition of that number."""
    return edition.isalnum() and (HERE / f"v{edition}").is_dir()


@cache
def words(edition: str = CURRENT) -> dict[str, Any]:
    """The words that the forms of an edition share."""
    return tomllib.loads((folder(edition) / "words.toml").read_text(encoding="utf-8"))


@cache
def text(edition: str, key: str) -> dict[str, Any]:
    """The words of one form: head, symbol, to, body, signatures, recipients. Raises NoSuchForm."""
    path = folder(edition) / "texts" / f"{key}.toml"
    if not key.replace("_", "").isalnum() or not path.exists():
        raise NoSuchForm(key)
    return tomllib.loads(path.read_text(encoding="utf-8"))


def is_there(key: str, edition: str = CURRENT) -> bool:
    """Whether the edition can draw this form."""
    return (folder(edition) / "texts" / f"{key}.toml").exists() or key in {"application", "personal_history"}


def digest(edition: str) -> str:
    """SHA-256 over every file of an edition, to see that nobody changed it."""
    root, total = folder(edition), hashlib.sha256()
    for path in sorted(one for one in root.rglob("*") if one.suffix in {".typ", ".toml"}):
        total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()


def recorded() -> dict[str, str]:
    """The digests of the editions as they were released (`editions.toml`)."""
    found: dict[str, str] = tomllib.loads((HERE / "editions.toml").read_text(encoding="utf-8"))["digests"]
    return found


def value(group: str, key: Any) -> str:
    """A stored key in the words of the forms; one's own words unchanged."""
    return str(words()["values"].get(group, {}).get(key, key or ""))
