"""Finds the line of a mistake: the reader names a place ("deadlines.decision.C.unit"), a person looks for a line."""

import re

_TOML = re.compile(r"line (\d+)")
_HEAD = re.compile(r"^\[(\[)?\s*([^\[\]]+?)\s*\]")
_NAME = re.compile(r'^\s*"?([A-Za-z0-9_-]+)"?\s*=')
_KEY = re.compile(r'(?:^|\{)\s*key\s*=\s*"([^"]*)"')
_TOKEN = re.compile(r"\[[^\]]*\]|[^.\[\]]+")


def line_of(text: str, message: str) -> int | None:
    """The line (from 1) that `message` of the reader is about; None where none can be said to be."""
    if found := _TOML.search(message):
        return int(found[1])
    wanted = _TOKEN.findall(message.split(":", 1)[0])
    if wanted[:1] == ["rules"]:
        wanted = wanted[1:]
    best, line = 0, None
    for number, path in _paths(text.splitlines()):
        same = _common(path, wanted)
        if same > best:
            best, line = same, number
    return line


def _common(path: list[str], wanted: list[str]) -> int:
    """How far `path` leads towards `wanted`; 0 where it leads elsewhere."""
    return len(path) if path == wanted[: len(path)] else 0


def _paths(lines: list[str]) -> list[tuple[int, list[str]]]:
    """Every line that opens something, with the path of what it opens."""
    found: list[tuple[int, list[str]]] = []
    head: list[str] = []
    inner = ""
    for number, line in enumerate(lines, start=1):
        if opened := _HEAD.match(line):
            head = [part.strip().strip('"') for part in opened[2].split(".")]
            if opened[1]:
                head = [*head, f"[{_key_below(lines, number)}]"]
            found.append((number, head))
        elif name := _NAME.match(line):
            inner = name[1]
            found.append((number, [*head, inner]))
        elif (key := _KEY.search(line)) and line.lstrip().startswith("{"):
            found.append((number, [*head, inner, f"[{key[1]}]"]))
    return found


def _key_below(lines: list[str], number: int) -> str:
    """The `key` of the table of a list whose head stands in line `number`."""
    for line in lines[number:]:
        if line.startswith("["):
            return ""
        if key := _KEY.match(line):
            return key[1]
    return ""
