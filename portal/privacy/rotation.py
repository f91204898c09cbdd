"""Move every sealed value to the newest key while the site runs.

Nothing is remembered between runs: a value's own header says which key sealed it, so an
interrupted rotation simply goes on. A value is replaced only if it is still the one that was
read; when the site wrote it in between, it has the newest key already. Values are fetched one by
one, since an uploaded file may be large.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.models import ExpressionWrapper, F, Func, Q

from portal.privacy.cipher import CannotDecrypt, ring
from portal.privacy.fields import EncryptedField


@dataclass
class Tally:
    """What a rotation did for one field."""

    field: str
    rotated: int = 0
    unreadable: int = 0


OTHERS: list[Callable[[], Iterator[Tally]]] = []


def also_rotate(rotate: Callable[[], Iterator[Tally]]) -> None:
    """Let `rotate_keys` call `rotate`, which re-seals something that is no encrypted field."""
    if rotate not in OTHERS:
        OTHERS.append(rotate)


def sealed_fields() -> Iterator[tuple[type[models.Model], EncryptedField]]:
    """Every encrypted field of every table, found by looking at the models."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.proxy or not model._meta.managed:
            continue
        for field in model._meta.local_concrete_fields:
            if isinstance(field, EncryptedField):
                yield model, field


def rotate_field(model: type[models.Model], field: EncryptedField, batch: int = 500) -> Iterator[Tally]:
    """Re-seal the field's old values; yields the running tally after each batch."""
    tally = Tally(field.context)
    last: object = None
    while keys := _old_keys(model, field, last, batch):
        for pk in keys:
            _rotate_value(model, field, pk, tally)
        last = keys[-1]
        yield tally


def waiting(model: type[models.Model], field: EncryptedField) -> int:
    """How many values are not yet under the newest key."""
    return _old(model, field).count()


def _old(model: type[models.Model], field: EncryptedField) -> models.QuerySet:
    header = ring().newest.header
    head = Func(_raw(field), 1, len(header), function="SUBSTRING", output_field=models.BinaryField())
    has_value = Q(**{f"{field.name}__isnull": False})
    return model._base_manager.filter(has_value).annotate(sealed_head=head).exclude(sealed_head=header)


def _old_keys(model: type[models.Model], field: EncryptedField, last: object, batch: int) -> list[object]:
    rows = _old(model, field).order_by("pk")
    if last is not None:
        rows = rows.filter(pk__gt=last)
    return list(rows.values_list("pk", flat=True)[:batch])


def _rotate_value(model: type[models.Model], field: EncryptedField, pk: object, tally: Tally) -> None:
    rows = model._base_manager.filter(pk=pk).annotate(sealed_raw=_raw(field))
    old = rows.values_list("sealed_raw", flat=True).first()
    if old is None:
        return
    try:
        new = ring().seal(ring().open(bytes(old), field.context), field.context)
    except CannotDecrypt:
        tally.unreadable += 1
        return
    sealed = models.Value(new, output_field=models.BinaryField())
    tally.rotated += rows.filter(sealed_raw=bytes(old)).update(**{field.name: sealed})


def _raw(field: EncryptedField) -> ExpressionWrapper:
    """The column's bytes as they lie in the table."""
    return ExpressionWrapper(F(field.name), output_field=models.BinaryField())
