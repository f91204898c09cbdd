"""Write many unsaved rows of one model by COPY: each value as the model's field would save it, sealed where due."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import connection, models

from portal.privacy.fields import EncryptedField


def copy_rows(rows: Sequence[models.Model]) -> None:
    """Insert `rows` (all of one model) in the transaction at hand; their keys are not read back."""
    if not rows:
        return
    model = type(rows[0])
    columns = _columns(model, with_key=not isinstance(model._meta.pk, models.AutoField))
    names = ", ".join(f'"{column}"' for column, _read in columns)
    readers = [read for _column, read in columns]
    with connection.cursor() as cursor, cursor.copy(f'COPY "{model._meta.db_table}" ({names}) FROM STDIN') as copy:
        for row in rows:
            copy.write_row([read(row) for read in readers])


@cache
def _columns(model: type[models.Model], *, with_key: bool) -> list[tuple[str, Callable[[models.Model], Any]]]:
    return [
        (field.column, _reader(field))
        for field in model._meta.local_concrete_fields
        if field.column and (with_key or not field.primary_key)
    ]


def _reader(field: Any) -> Callable[[models.Model], Any]:
    """How a row gives the database's value of `field`."""
    name = field.attname
    if isinstance(field, EncryptedField | models.JSONField | ArrayField):
        return lambda row: field.get_db_prep_save(getattr(row, name), connection)
    return lambda row: getattr(row, name)
