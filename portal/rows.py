"""Rows written and read with SQL that is composed once, for the few places where a person waits for many small ones.

Django composes the text of each statement anew and goes to the server for each row: for the forty columns of a
registration that costs more than the row itself. The finish of a form, its first event, its SMS and the questions
around them go this way; elsewhere the model's manager reads better. Signals are not sent.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Model

__all__ = ["by_key", "insert", "insert_unless_there", "is_there", "one"]
Row = TypeVar("Row", bound=Model)
_columns: dict[tuple[type[Model], str], tuple[Any, ...]] = {}


Statement = tuple[str, Sequence[Any]]
"""SQL and the values for its marks."""


def insert(*rows: Model, then: Statement | None = None) -> None:
    """Insert new rows, in one way to the server, and do `then`; a key that the server gives is set on its row.

    Raises IntegrityError.
    """
    parts = [_insert(type(row)) for row in rows]
    values = [value for part, row in zip(parts, rows, strict=True) for value in part.values(row)]
    sql, more = then or ("", ())
    with connection.cursor() as cursor:
        cursor.execute("; ".join([*(part.sql for part in parts), sql]), [*values, *more])
        for part, row in zip(parts, rows, strict=True):
            if part.gives_key:
                row.pk = cursor.fetchone()[0]
            _now_stored(row)
            cursor.nextset()


def insert_unless_there(row: Model, then: Statement = ("SELECT true", ())) -> bool:
    """Insert `row`, whose key is set, unless a unique value of it is there already; whether it was inserted.

    `then`, a SELECT of a function, is done in the same statement where it was.
    """
    part, (sql, more) = _insert(type(row)), then
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH new AS ({part.sql} ON CONFLICT DO NOTHING RETURNING true) {sql} FROM new",
            [*part.values(row), *more],
        )
        _now_stored(row)
        return cursor.fetchone() is not None


def one(model: type[Row], sql: str, params: Sequence[Any]) -> Row | None:
    """The row that `sql` answers with, or None; columns that it leaves out are deferred."""
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        values = cursor.fetchone()
        if values is None:
            return None
        fields = _columns.get((model, sql)) or _learn(model, sql, cursor.description)
    read = [
        field.from_db_value(value, None, connection) if hasattr(field, "from_db_value") else value
        for field, value in zip(fields, values, strict=True)
    ]
    return model.from_db(connection.alias, [field.attname for field in fields], read)


def by_key(model: type[Row], key: Any) -> Row:
    """The row of that key. Raises the model's DoesNotExist."""
    row = one(model, _select(model), [key])
    if row is None:
        raise model.DoesNotExist  # type: ignore[attr-defined]
    return row


def is_there(model: type[Model], **columns: Any) -> bool:
    """Whether there is any row with these columns; without columns, any row at all."""
    with connection.cursor() as cursor:
        cursor.execute(_exists(model, tuple(columns)), list(columns.values()))
        return bool(cursor.fetchone()[0])


@dataclass(frozen=True)
class _Insert:
    """The INSERT of one model: its text, the fields in the order of the marks, and whether the server gives the key."""

    sql: str
    fields: tuple[Any, ...]
    gives_key: bool

    def values(self, row: Model) -> list[Any]:
        return [field.get_db_prep_save(field.pre_save(row, True), connection) for field in self.fields]


@cache
def _insert(model: type[Model]) -> _Insert:
    key: Any = model._meta.pk
    gives_key = bool(key.db_returning)
    fields = tuple(field for field in model._meta.concrete_fields if not (gives_key and field is key))
    names, marks = _names(fields), ", ".join(_mark(field) for field in fields)
    returning = f" RETURNING {_names([key])}" if gives_key else ""
    return _Insert(f"INSERT INTO {_table(model)} ({names}) VALUES ({marks}){returning}", fields, gives_key)  # noqa: S608


@cache
def _select(model: type[Model]) -> str:
    return f"SELECT {_names(model._meta.concrete_fields)} FROM {_table(model)} WHERE {_names([model._meta.pk])} = %s"  # noqa: S608


@cache
def _exists(model: type[Model], columns: tuple[str, ...]) -> str:
    there = " AND ".join(f"{_names([model._meta.get_field(name)])} = %s" for name in columns) or "true"
    return f"SELECT EXISTS (SELECT 1 FROM {_table(model)} WHERE {there})"  # noqa: S608


def _learn(model: type[Model], sql: str, description: Iterable[Any]) -> tuple[Any, ...]:
    """The fields behind the columns that `sql` answers with."""
    by_column = {field.column: field for field in model._meta.concrete_fields}
    fields = _columns[model, sql] = tuple(by_column[column.name] for column in description)
    return fields


def _table(model: type[Model]) -> str:
    return connection.ops.quote_name(model._meta.db_table)


def _names(fields: Iterable[Any]) -> str:
    return ", ".join(connection.ops.quote_name(field.column) for field in fields)


def _mark(field: Any) -> str:
    """The place of a value; an array says of what kind it is."""
    return str(field.get_placeholder(None, None, connection)) if hasattr(field, "get_placeholder") else "%s"


def _now_stored(row: Model) -> None:
    row._state.adding, row._state.db = False, connection.alias
