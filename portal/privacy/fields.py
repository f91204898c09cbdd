"""Model fields whose values are sealed at rest; see `cipher`. They can be read and written, never searched."""

import json
from typing import Any

from django.core.exceptions import FieldError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from portal.privacy import cipher


class EncryptedField(models.BinaryField):
    """Base: seals bytes; subclasses turn their value into bytes and back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("editable", True)
        super().__init__(*args, **kwargs)

    @property
    def place(self) -> str:
        return f"{self.model._meta.label}.{self.name}"

    def pack(self, value: Any) -> bytes:
        return bytes(value)

    def unpack(self, raw: bytes) -> Any:
        return raw

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        if value is None:
            return None
        return connection.Database.Binary(cipher.encrypt(self.pack(value), self.place))

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return None if value is None else self.unpack(cipher.decrypt(bytes(value), self.place))

    def to_python(self, value: Any) -> Any:
        return value

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name != "isnull":
            raise FieldError(f"{self.place} is encrypted: use a blind index")
        return super().get_lookup(lookup_name)

    def value_to_string(self, obj: Any) -> str:
        raise FieldError(f"{self.place} is encrypted and is not serialised")


class EncryptedBinaryField(EncryptedField):
    """Sealed bytes."""


class EncryptedTextField(EncryptedField):
    """Sealed text."""

    def get_default(self) -> Any:
        return super().get_default() if self.has_default() else (None if self.null else "")

    def pack(self, value: Any) -> bytes:
        return str(value).encode()

    def unpack(self, raw: bytes) -> str:
        return raw.decode()


class EncryptedJSONField(EncryptedField):
    """A sealed JSON value."""

    def pack(self, value: Any) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, separators=(",", ":")).encode()

    def unpack(self, raw: bytes) -> Any:
        return json.loads(raw)
