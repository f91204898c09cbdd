"""Encrypted fields read and write like plain ones, keep only ciphertext, and cannot be searched."""

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import models
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.privacy.cipher import Tampered, UnknownKey
from portal.privacy.fields import EncryptedTextField

words = st.text(st.characters(exclude_categories=["Cs"]), max_size=80)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | words,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(words, inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(words, json_values, st.binary(max_size=100))
def test_every_value_comes_back_as_it_went_in(notes, text, answers, upload):
    note = notes.objects.create(words=text, answers=answers, upload=upload)
    again = notes.objects.get(pk=note.pk)
    assert (again.words, again.answers, again.upload) == (text, answers, upload)


def test_the_column_holds_no_word_of_the_person(notes, raw_column):
    note = notes.objects.create(words="Nguyễn Thị Bình", answers={"phone": "0901234567"})
    assert "Bình".encode() not in raw_column(note, "words")
    assert b"0901234567" not in raw_column(note, "answers")


def test_bulk_writes_and_updates_are_sealed_too(notes, raw_column):
    note = notes.objects.bulk_create([notes(words="một")])[0]
    notes.objects.filter(pk=note.pk).update(words="hai")
    assert notes.objects.get().words == "hai"
    assert b"hai" not in raw_column(note, "words")
    note.words = "ba"
    notes.objects.bulk_update([note], ["words"])
    assert notes.objects.values_list("words", flat=True).get() == "ba"
    assert raw_column(note, "words")[0] == 1


def test_a_value_copied_into_another_column_does_not_open(notes, raw_column, write_column):
    note = notes.objects.create(words="x", upload=b"y")
    write_column(note, "upload", raw_column(note, "words"))
    with pytest.raises(Tampered):
        notes.objects.get(pk=note.pk)


def test_a_lost_key_is_named_and_not_guessed(notes, settings, keys):
    settings.FIELD_KEYS = keys("lost", 1)
    notes.objects.create(words="x")
    settings.FIELD_KEYS = keys("found", 2)
    with pytest.raises(UnknownKey, match="lost"):
        notes.objects.get()


@pytest.mark.parametrize("lookup", ["words", "words__icontains", "words__in", "answers__phone", "words__gt"])
def test_searching_an_encrypted_field_is_refused_aloud(notes, lookup):
    with pytest.raises(FieldError):
        list(notes.objects.filter(**{lookup: ["x"]}))


def test_asking_whether_a_value_is_there_is_allowed(notes):
    notes.objects.create(words="x", answers=None)
    assert notes.objects.filter(answers__isnull=True).count() == 1


def test_dumping_to_a_fixture_is_refused(notes):
    note = notes.objects.create(words="x")
    with pytest.raises(TypeError, match="sealed"):
        serializers.serialize("json", [note])


def test_an_index_on_an_encrypted_field_is_a_failed_check():
    class WronglyIndexed(models.Model):  # noqa: DJ008
        words = EncryptedTextField(db_index=True)

        class Meta:
            app_label = "privacy"
            managed = False

    assert [error.id for error in WronglyIndexed._meta.get_field("words").check()] == ["privacy.E001"]
