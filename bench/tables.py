"""The baselines' tables: one row with one text, plain or sealed. They exist only in the throw-away instance."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, models

from portal.privacy.fields import EncryptedTextField


class Plain(models.Model):
    """A text as it is."""

    body = models.TextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"plain {self.pk}"


class Sealed(models.Model):
    """The same text, encrypted."""

    body = EncryptedTextField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        app_label = "bench"

    def __str__(self) -> str:
        return f"sealed {self.pk}"


@contextmanager
def tables() -> Iterator[None]:
    """Inside the block both tables are there, empty at its beginning."""
    with connection.schema_editor() as editor:
        for model in (Plain, Sealed):
            editor.execute(f"DROP TABLE IF EXISTS {model._meta.db_table}")
            editor.create_model(model)
    try:
        yield
    finally:
        with connection.schema_editor() as editor:
            for model in (Plain, Sealed):
                editor.delete_model(model)
