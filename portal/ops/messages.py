"""The message catalogues: `python -m portal.ops.messages [--check] [app …]`.

Every app package with its own words keeps `locale/vi` and `locale/en`. This program takes the messages out of its
Python files and templates (through Babel and Django's own template reader, so no GNU tool is needed), merges them
into both catalogues, fills English by the message itself and compiles what it finds. `--check` writes no catalogue
and fails where one is out of step or has a gap; `--compile` only compiles.
"""

import argparse
import io
import os
import sys
import tokenize
from collections.abc import Iterator
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("vi", "en")
_FUNCTIONS = {
    "_": (1,), "gettext": (1,), "gettext_lazy": (1,), "gettext_noop": (1,), "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}  # fmt: skip
Key = tuple[str | None, str, str | None]  # context, message, plural


def packages() -> list[Path]:
    """Every folder of ours that is a Django app (has `apps.py`)."""
    rooms = ("portal", "cms", "registration", "hotline")
    return sorted(path.parent for room in rooms for path in (ROOT / room).rglob("apps.py"))


def messages_of(package: Path) -> dict[Key, list[str]]:
    """The messages of one app with the files that say them; nested apps keep their own."""
    nested = {path for path in packages() if path != package and package in path.parents}
    found: dict[Key, list[str]] = {}
    for path in sorted(package.rglob("*")):
        if path.suffix not in {".py", ".html", ".txt"} or nested & set(path.parents):
            continue
        if "migrations" in path.parts or (path.suffix != ".py" and "templates" not in path.parts):
            continue
        for key in _extract(path):
            places = found.setdefault(key, [])
            name = str(path.relative_to(package))
            if name not in places:
                places.append(name)
    return found


def _extract(path: Path) -> Iterator[Key]:
    from babel.messages.extract import extract
    from django.utils.translation.template import templatize

    text = path.read_text(encoding="utf-8")
    if path.suffix != ".py":
        # Babel reads Python: one expression a line, without indentation.
        text = "\n".join(line.strip() for line in templatize(text, origin=str(path)).splitlines())
    try:
        rows = list(extract("python", io.BytesIO(text.encode()), keywords=_FUNCTIONS))
    except (tokenize.TokenError, SyntaxError) as error:
        raise SystemExit(f"{path}: cannot be read for messages: {error}") from error
    for _line, message, _comments, context in rows:
        single, plural = message if isinstance(message, tuple) else (message, None)
        if single:
            yield context, single, plural


def merge(catalogue: polib.POFile, messages: dict[Key, list[str]], language: str) -> bool:
    """Bring `catalogue` in step with `messages`; True where that changed it."""
    before = str(catalogue)
    known: dict[Key, polib.POEntry] = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural or None): entry for entry in catalogue if not entry.obsolete
    }
    catalogue[:] = []
    for key in sorted(messages, key=lambda key: (messages[key][0], key[1])):
        context, single, plural = key
        entry = known.get(key) or polib.POEntry(msgid=single, msgctxt=context, msgid_plural=plural or "")
        entry.occurrences = [(name, "") for name in messages[key]]
        entry.flags = [flag for flag in entry.flags if flag != "fuzzy"]
        if "%(" in single or "%s" in single:
            entry.flags = ["python-format"]
        if language == "en":
            if plural:
                entry.msgstr_plural = {0: single, 1: plural}
            else:
                entry.msgstr = single
        elif plural and not entry.msgstr_plural:
            entry.msgstr_plural = {0: ""}
        catalogue.append(entry)
    return str(catalogue) != before


def gaps(catalogue: polib.POFile) -> list[str]:
    """Messages without a translation."""
    return [
        entry.msgid
        for entry in catalogue
        if not entry.obsolete and not (all(entry.msgstr_plural.values()) if entry.msgid_plural else entry.msgstr)
    ]


def _open(package: Path, language: str) -> polib.POFile:
    path = package / "locale" / language / "LC_MESSAGES" / "django.po"
    if path.exists():
        return polib.pofile(str(path), wrapwidth=110)
    catalogue = polib.POFile(wrapwidth=110)
    catalogue.metadata = {
        "Language": language,
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": "nplurals=1; plural=0;" if language == "vi" else "nplurals=2; plural=(n != 1);",
    }
    catalogue.fpath = str(path)
    return catalogue


def compile_catalogue(path: Path) -> None:
    """Write the `.mo` beside a `.po` where it is missing or older."""
    target = path.with_suffix(".mo")
    if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
        draft = target.with_suffix(f".{os.getpid()}")
        polib.pofile(str(path)).save_as_mofile(str(draft))
        draft.replace(target)


def main(arguments: list[str]) -> int:
    """Extract, merge, report, compile; see the module's docstring."""
    parser = argparse.ArgumentParser(prog="python -m portal.ops.messages", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write no catalogue; fail on a gap")
    parser.add_argument("--compile", action="store_true", help="only compile")
    parser.add_argument("apps", nargs="*", help="only these packages, as registration/intake")
    options = parser.parse_args(arguments)
    troubles: list[str] = []
    for package in packages():
        name = str(package.relative_to(ROOT))
        if options.compile or (options.apps and name not in [app.strip("/") for app in options.apps]):
            continue
        messages = messages_of(package)
        if not messages:
            continue
        for language in LANGUAGES:
            catalogue = _open(package, language)
            changed = merge(catalogue, messages, language)
            if changed and options.check:
                troubles.append(f"{name}: the {language} catalogue is out of step: run python -m portal.ops.messages")
            elif changed:
                Path(catalogue.fpath).parent.mkdir(parents=True, exist_ok=True)
                catalogue.save(catalogue.fpath)
            troubles += [f"{name}: no {language} words for: {message!r}" for message in gaps(catalogue)]
    for path in ROOT.glob("*/**/locale/*/LC_MESSAGES/*.po"):
        if not {"node_modules", ".venv", "var"} & set(path.parts):
            compile_catalogue(path)
    print("\n".join(troubles) or "The message catalogues are complete.")  # noqa: T201
    return 1 if troubles else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
