"""One version alone, as a text that an administrator edits: taken out of the file of all versions, and written as TOML.

The text has the form of `data/rules.toml` with a single version in it, so the same strict reader reads it.
"""

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from .reading import DATA, RulesError, read_rules
from .version import RuleSet

INLINE_LIMIT = 160
# Topics of whose entries the portal's own steps ask for single ones; a text may change them, not leave them out.
ASKED_BY_NAME = (
    "documents", "people", "deadlines", "lengths", "ages", "forms", "outcomes", "steps", "warnings", "suspensions",
)  # fmt: skip
Content = dict[str, Any]


def file_content() -> Content:
    """The file of all versions as it stands."""
    return tomllib.loads(DATA.read_text(encoding="utf-8"))


def taken_out(content: Content, version: str, name: str) -> Content:
    """What `version` says in `content`, as a version called `name`."""
    names = set(content["versions"])
    found = {topic: _only(value, version, names, name) for topic, value in content.items() if topic != "versions"}
    head = dict(content["versions"][version])
    return {"meta": found.pop("meta"), "versions": {name: head}, **{k: v for k, v in found.items() if v is not None}}


def _only(value: Any, version: str, names: set[str], name: str) -> Any:
    """The part of `value` that belongs to `version`; None where nothing does."""
    if isinstance(value, list):
        kept = [_only(one, version, names, name) for one in value]
        return [one for one in kept if one is not None]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("versions"), list) and version not in value["versions"]:
        return None
    of_versions = {key for key, one in value.items() if key in names and isinstance(one, dict)}
    if of_versions and version not in of_versions:
        return None
    found = {}
    for key, one in value.items():
        if key == "versions" and isinstance(one, list):
            found[key] = [name]
        elif key in of_versions:
            if key == version:
                found[name] = one
        elif (kept := _only(one, version, names, name)) is not None:
            found[key] = kept
    return found


def read_version(text: str, name: str) -> RuleSet:
    """The rule set in `text`, which must hold the version `name` and no other. Raises RulesError.

    What the text does not have at all, since a newer portal asks for it, is taken from the file's last version.
    """
    content, newest = _parsed(text, name), _newest_as(name)
    whole = {**{topic: newest[topic] for topic in newest if topic not in content}, **content}
    for topic in ASKED_BY_NAME:
        if isinstance(whole.get(topic), dict):
            whole[topic] = {**newest.get(topic, {}), **whole[topic]}
    try:
        rules = read_rules(written(whole))[name]
    except (TypeError, AttributeError, OverflowError) as error:  # a table where a word should stand, and the like
        raise RulesError(f"versions.{name}: {error}") from error
    if rules.valid_to is not None:
        raise RulesError(f"versions.{name}.valid_to: leave it out; the next version will end this one")
    return rules


def check_complete(text: str, name: str) -> None:
    """Raises RulesError where the text drops an entry that this portal asks for by name: that needs a new portal."""
    content, newest = _parsed(text, name), _newest_as(name)
    for topic in ASKED_BY_NAME:
        missing = newest.get(topic, {}).keys() - content.get(topic, {}).keys()
        if missing:
            raise RulesError(f"{topic}: {', '.join(sorted(missing))} missing; the portal asks for it by name")


def _parsed(text: str, name: str) -> Content:
    try:
        content = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise RulesError(f"not readable as TOML: {error}") from error
    if not isinstance(content.get("versions"), dict) or list(content["versions"]) != [name]:
        raise RulesError(f"versions: this text must hold the version {name} and no other")
    return content


def _newest_as(name: str) -> Content:
    whole = file_content()
    return taken_out(whole, list(whole["versions"])[-1], name)


# --- writing ---------------------------------------------------------------------------------------------------------
def written(content: Content) -> str:
    """`content` as TOML that is read easily: one section for each entry, what belongs to the version in one line."""
    parts: list[str] = []
    for topic, value in content.items():
        if isinstance(value, list) and value and all(isinstance(one, dict) for one in value):
            parts.extend(_section(f"[[{_key(topic)}]]", one) for one in value)
        elif isinstance(value, dict):
            parts.append(_topic(topic, value))
        else:
            parts.insert(0, f"{_key(topic)} = {_value(value)}\n")
    return "\n".join(parts)


def _topic(topic: str, value: Mapping[str, Any]) -> str:
    tables = [one for one in value.values() if isinstance(one, dict)]
    compact = all(
        not any(_is_table(one) for one in sub.values()) and len(_value(sub)) <= INLINE_LIMIT for sub in tables
    )
    if compact or len(tables) < len(value):
        return _section(f"[{_key(topic)}]", value)
    return "\n".join(_section(f"[{_key(topic)}.{_key(key)}]", one) for key, one in value.items())


def _section(head: str, value: Mapping[str, Any]) -> str:
    return "\n".join([head, *(f"{_key(key)} = {_value(one)}" for key, one in value.items()), ""])


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(one, dict) for one in value))


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(key)} = {_value(one)}" for key, one in value.items()) + " }"
    if isinstance(value, list):
        return _list(value)
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _list(values: Iterable[Any]) -> str:
    shown = [_value(one) for one in values]
    if any(isinstance(one, dict) for one in values):
        return "[\n" + "".join(f"  {one},\n" for one in shown) + "]"
    return "[" + ", ".join(shown) + "]"


def with_head(content: Content, name: str, valid_from: date, checked_on: date) -> Content:
    """`content` (of version `name`) in force from that day on, last compared with the texts on `checked_on`."""
    head = {key: value for key, value in content["versions"][name].items() if key != "valid_to"}
    return {
        **content,
        "meta": {**content["meta"], "checked_on": checked_on},
        "versions": {name: {**head, "valid_from": valid_from}},
    }
