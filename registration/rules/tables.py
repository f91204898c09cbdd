"""A strict reader of TOML tables: every key is asked for once, what is left over or of a wrong type is an error.

Errors name the place in the file as a lawyer finds it: "deadlines.decision.B.unit: …".
"""

from collections.abc import Iterator
from typing import Any, TypeVar

T = TypeVar("T")
_MISSING = object()


class RulesError(ValueError):
    """The rule file has a mistake; the message says where and what."""


class Table:
    """One table of the file, with its place; `close` complains about keys that nobody asked for."""

    def __init__(self, place: str, content: Any) -> None:
        if not isinstance(content, dict):
            raise RulesError(f"{place}: must be a table")
        self.place = place
        self._content = dict(content)

    def get(self, key: str, kind: type[T], default: Any = _MISSING) -> T:
        """The value of `key`, which must be of `kind`; missing without a default is an error."""
        if key not in self._content:
            if default is _MISSING:
                raise RulesError(f"{self.place}.{key}: missing")
            return default
        value = self._content.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise RulesError(f"{self.place}.{key}: must be {kind.__name__}, is {value!r}")
        return value

    def words(self, key: str, default: Any = _MISSING) -> tuple[str, ...]:
        """A list of words."""
        value = self.get(key, list, default)
        if not all(isinstance(one, str) and one for one in value):
            raise RulesError(f"{self.place}.{key}: must be a list of words")
        return tuple(value)

    def table(self, key: str, default: Any = _MISSING) -> "Table":
        return Table(f"{self.place}.{key}", self.get(key, dict, default))

    def tables(self, key: str, default: Any = _MISSING) -> Iterator["Table"]:
        """The tables of a list, placed by their `key` where they have one."""
        for number, content in enumerate(self.get(key, list, default), start=1):
            name = content.get("key", number) if isinstance(content, dict) else number
            yield Table(f"{self.place}.{key}[{name}]", content)

    def items(self) -> Iterator[tuple[str, "Table"]]:
        """All keys as tables."""
        for key in list(self._content):
            yield key, self.table(key)

    def has(self, key: str) -> bool:
        return key in self._content

    def close(self) -> None:
        """Complain about every key that was not asked for."""
        if self._content:
            raise RulesError(f"{self.place}: unknown {', '.join(sorted(self._content))}")
