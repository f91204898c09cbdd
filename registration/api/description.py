"""The description of the interface as a page, and a parameter's fault in our own words."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from .faults import Problem

REF = "#/components/schemas/"


@dataclass(frozen=True)
class Row:
    """A parameter or field: `kind` says its type and limits."""

    name: str
    kind: str
    required: bool
    words: str


@dataclass(frozen=True)
class Entry:
    """One operation."""

    anchor: str
    method: str
    path: str
    title: str
    words: str
    scoped: bool
    parameters: list[Row]
    body: list[Row]
    answers: list[tuple[str, str, list[Row]]]

    @property
    def parts(self) -> list[str]:
        """The path in parts, between which a narrow screen may break the line."""
        return self.path.split("/")[1:]


def page(schema: dict[str, Any]) -> list[Entry]:
    """Every operation of an OpenAPI description, in order."""
    shapes = schema.get("components", {}).get("schemas", {})
    return [
        _entry(path, method, operation, shapes)
        for path, methods in schema["paths"].items()
        for method, operation in methods.items()
    ]


def _entry(path: str, method: str, operation: dict[str, Any], shapes: dict[str, Any]) -> Entry:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return Entry(
        anchor=operation["operationId"],
        method=method.upper(),
        path=path,
        title=operation.get("summary", ""),
        words=operation.get("description", ""),
        scoped=bool(operation.get("security")),
        parameters=[
            Row(one["name"], _kind(one["schema"]), one.get("required", False), one.get("description", ""))
            for one in operation.get("parameters", [])
        ],
        body=_rows(content.get("schema", {}), shapes),
        answers=[
            (str(status), answer.get("description", ""), _rows(_schema_of(answer), shapes))
            for status, answer in operation["responses"].items()
        ],
    )


def _schema_of(answer: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = answer.get("content", {}).get("application/json", {}).get("schema", {})
    return found


def _rows(schema: dict[str, Any], shapes: dict[str, Any]) -> list[Row]:
    if "$ref" in schema:
        schema = shapes.get(schema["$ref"].removeprefix(REF), {})
    needed = schema.get("required", [])
    return [
        Row(name, _kind(one), name in needed, one.get("description", ""))
        for name, one in schema.get("properties", {}).items()
    ]


def _kind(schema: dict[str, Any]) -> str:
    """A type in a few words: "string, at most 100", "yes | no"."""
    if "enum" in schema:
        return " | ".join(
            "null" if one is None else str(one).lower() if isinstance(one, bool) else str(one) for one in schema["enum"]
        )
    if "const" in schema:
        return str(schema["const"])
    if "$ref" in schema:
        return str(schema["$ref"]).removeprefix(REF)
    if "anyOf" in schema:
        return " | ".join(_kind(one) for one in schema["anyOf"])
    kinds = schema.get("type", "any")
    words = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if "items" in schema:
        words = f"{words} ({_kind(schema['items'])})"
    if "pattern" in schema:
        words = f"{words} {schema['pattern']}"
    return f"{words}, ≤ {schema['maxLength']}" if "maxLength" in schema else words


def problem_of(error: dict[str, Any]) -> Problem:
    """A fault that the framework found in a path or query parameter."""
    place = [str(part) for part in error.get("loc", ())]
    return Problem(place[-1] if place else "", "parameter", _("This parameter cannot be read as it is."))
