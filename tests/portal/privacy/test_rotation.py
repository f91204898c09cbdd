"""Moving to a new key: complete, resumable, and without undoing what the site writes meanwhile."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.privacy import rotation
from portal.privacy.cipher import key_ident


@pytest.fixture
def rotated(settings, keys):
    """Settings with the new key first."""
    settings.FIELD_KEYS = keys("old", 1)

    def to_new() -> None:
        settings.FIELD_KEYS = f"{keys('new', 2)},{keys('old', 1)}"

    return to_new


def fields_of(model):
    return [(table, field) for table, field in rotation.sealed_fields() if table is model]


def run() -> str:
    out = StringIO()
    call_command("rotate_keys", batch=2, stdout=out)
    return out.getvalue()


def test_after_rotation_the_old_key_can_go(notes, rotated, settings, keys):
    for number in range(5):
        notes.objects.create(words=f"lời {number}", answers={"n": number}, upload=b"\0\1")
    rotated()
    assert "words: 5 re-encrypted" in run()
    settings.FIELD_KEYS = keys("new", 2)
    assert sorted(notes.objects.values_list("words", flat=True))[0] == "lời 0"
    assert notes.objects.first().upload == b"\0\1"


def test_a_second_run_has_nothing_left_to_do(notes, rotated):
    notes.objects.create(words="x")
    rotated()
    run()
    assert "words: 0 re-encrypted" in run()


def test_an_interrupted_rotation_goes_on_where_it_stopped(notes, rotated):
    for _ in range(5):
        notes.objects.create(words="x")
    rotated()
    model, field = fields_of(notes)[0]
    next(rotation.rotate_field(model, field, batch=2))
    assert rotation.waiting(model, field) == 3
    for tally in rotation.rotate_field(model, field, batch=2):
        done = tally.rotated
    assert (done, rotation.waiting(model, field)) == (3, 0)


def test_a_value_written_during_rotation_is_not_undone(notes, rotated, monkeypatch, raw_column):
    note = notes.objects.create(words="trước")
    rotated()
    model, field = fields_of(notes)[0]
    seal = rotation.ring().seal

    class RingWithAWriterBeside:
        newest = rotation.ring().newest
        open = staticmethod(rotation.ring().open)

        @staticmethod
        def seal(plaintext, place):
            notes.objects.filter(pk=note.pk).update(words="sau")
            return seal(plaintext, place)

    monkeypatch.setattr(rotation, "ring", RingWithAWriterBeside)
    list(rotation.rotate_field(model, field))
    assert notes.objects.get().words == "sau"
    assert key_ident(raw_column(note, "words")) == "new"


def test_values_that_no_key_opens_are_reported_and_left_alone(notes, settings, keys, raw_column):
    settings.FIELD_KEYS = keys("lost", 9)
    note = notes.objects.create(words="x")
    before = raw_column(note, "words")
    settings.FIELD_KEYS = keys("new", 2)
    with pytest.raises(CommandError, match="1 values cannot be opened"):
        run()
    assert raw_column(note, "words") == before
