"""Model fields whose column holds only ciphertext (see `cipher`).

Drop-in for TextField, JSONField and BinaryField: code reads and writes plain values, the database,
its dumps and its logs see sealed bytes. What ciphertext cannot do is refused aloud instead of
answered wrongly: no look-ups but `isnull` (use `index.blind_index` beside the field), no index,
no uniqueness, no serialisation by `dumpdata` (use `manage.py backup`, which stays sealed).
"""

import json
from typing import Any

from django.core import checks
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from portal.privacy.cipher import ring


class EncryptedField(models.Field):
    """What the three fields share. Subclasses say how a value becomes bytes and back.

    `sealed_as` keeps the old name ("app.Model.field") when a field or model is renamed: the name
    is authenticated with each value, so without it the old values would no longer open.
    """

    def __init__(self, *args: Any, sealed_as: str = "", **kwargs: Any) -> None:
        self.sealed_as = sealed_as
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        if self.sealed_as:
            kwargs["sealed_as"] = self.sealed_as
        return name, path, args, kwargs

    @property
    def context(self) -> str:
        """What is authenticated with each value: "app.Model.field"."""
        return self.sealed_as or f"{self.model._meta.label}.{self.name}"

    def get_internal_type(self) -> str:
        return "BinaryField"

    def to_bytes(self, value: Any) -> bytes:
        raise NotImplementedError

    def from_bytes(self, plaintext: bytes) -> Any:
        raise NotImplementedError

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None or hasattr(value, "as_sql"):
            return value
        return connection.Database.Binary(ring().seal(self.to_bytes(value), self.context))

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        return self.get_db_prep_value(value, connection)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.from_bytes(ring().open(bytes(value), self.context))

    def get_lookup(self, lookup_name: str) -> Any:
        return super().get_lookup(lookup_name) if lookup_name == "isnull" else None

    def get_transform(self, lookup_name: str) -> Any:
        return None

    def value_to_string(self, obj: models.Model) -> str:
        raise TypeError(f"{self.context} is sealed and is not serialised; use the backup command")

    def check(self, **kwargs: Any) -> list[checks.CheckMessage]:
        return [*super().check(**kwargs), *self._check_no_index()]

    def _check_no_index(self) -> list[checks.CheckMessage]:
        if not (getattr(self, "db_index", False) or self.unique or self.primary_key):
            return []
        hint = "Equal values seal differently; index a blind_index column instead."
        return [checks.Error("An encrypted field cannot be indexed or unique.", hint=hint, obj=self, id="privacy.E001")]


class EncryptedTextField(EncryptedField, models.TextField):
    """Text of any length, sealed."""

    def to_bytes(self, value: Any) -> bytes:
        return str(value).encode()

    def from_bytes(self, plaintext: bytes) -> str:
        return plaintext.decode()


class EncryptedJSONField(EncryptedField, models.JSONField):
    """A JSON value, sealed as a whole."""

    def to_bytes(self, value: Any) -> bytes:
        encoder = self.encoder or DjangoJSONEncoder
        return json.dumps(value, cls=encoder, ensure_ascii=False, separators=(",", ":")).encode()

    def from_bytes(self, plaintext: bytes) -> Any:
        return json.loads(plaintext, cls=self.decoder)


class EncryptedBinaryField(EncryptedField, models.BinaryField):
    """Bytes (an uploaded file), sealed."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    def to_bytes(self, value: Any) -> bytes:
        return bytes(value)

    def from_bytes(self, plaintext: bytes) -> bytes:
        return plaintext
