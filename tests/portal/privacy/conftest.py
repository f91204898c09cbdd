"""A small table with one encrypted field of each kind, made for these tests only."""

import base64

import pytest
from django.db import connection, models

from portal.privacy.fields import EncryptedBinaryField, EncryptedJSONField, EncryptedTextField


class SealedNote(models.Model):
    """Stands for any model that keeps personal words."""

    words = EncryptedTextField(default="")
    answers = EncryptedJSONField(null=True)
    upload = EncryptedBinaryField(null=True)

    class Meta:
        app_label = "privacy"

    def __str__(self) -> str:
        return "note"


@pytest.fixture
def notes(db):
    with connection.schema_editor() as editor:
        editor.create_model(SealedNote)
    return SealedNote


def new_key(ident: str, byte: int) -> str:
    """One entry of FIELD_KEYS made of one repeated byte."""
    return f"{ident}:{base64.b64encode(bytes([byte]) * 32).decode()}"


def raw(note: models.Model, column: str) -> bytes:
    """The column's bytes as a dump of the database would show them."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {note._meta.db_table} WHERE id = %s", [note.pk])
        return bytes(cursor.fetchone()[0])


def write_raw(note: models.Model, column: str, value: bytes) -> None:
    """What an attacker with the database, but without the keys, can do."""
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {note._meta.db_table} SET {column} = %s WHERE id = %s", [value, note.pk])


@pytest.fixture
def keys():
    return new_key


@pytest.fixture
def raw_column():
    return raw


@pytest.fixture
def write_column():
    return write_raw
