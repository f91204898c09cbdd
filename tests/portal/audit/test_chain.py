"""The chain notices every change, removal and insertion; ordinary code cannot make any."""

from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.audit.chain import digest_of, plain, walk
from portal.audit.log import record
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
details = st.dictionaries(
    words, words | st.integers() | st.booleans() | st.none() | st.lists(words, max_size=2), max_size=3
)


def verdict():
    return walk(Entry.objects.order_by("pk"))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(reason=words, detail=details)
def test_whatever_is_recorded_the_chain_stays_whole(officer, reason, detail):
    record(officer, "registration.read", "registration", "DV-1", reason=reason, detail=detail)
    assert verdict().broken is None


CHANGES = {
    "at": lambda entry: entry.at + timedelta(microseconds=1),
    "actor_id": lambda entry: None,
    "action": lambda entry: entry.action + "x",
    "object_type": lambda entry: entry.object_type + "x",
    "object_ref": lambda entry: entry.object_ref + "x",
    "reason": lambda entry: entry.reason + "x",
    "previous": lambda entry: "0" * 64,
    "digest": lambda entry: "0" * 64,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30, deadline=None)
@given(st.data())
def test_any_change_of_any_entry_is_found_at_its_place(officer, as_owner_of_the_table, data):
    start = Entry.objects.count()
    entries = [record(officer, "read", "registration", str(n), detail={"n": n}) for n in range(5)]
    victim = data.draw(st.sampled_from(entries))
    column = data.draw(st.sampled_from(sorted(CHANGES)))
    with transaction.atomic():
        with as_owner_of_the_table() as cursor:
            cursor.execute(f"UPDATE audit_entry SET {column} = %s WHERE id = %s", [CHANGES[column](victim), victim.pk])
        found = verdict()
        transaction.set_rollback(True)
    assert found.broken is not None
    assert found.broken.entry_id == victim.pk
    assert found.count == start + entries.index(victim)


def test_words_that_look_like_the_tie_itself_do_not_move_it(officer):
    record(officer, "read", "registration", "1")
    record(
        officer, "read", "registration", "2", reason='"previous":""', detail={"previous": "", "a": ['"previous":""']}
    )
    entry = record(officer, "read", "registration", "3", detail={"z": {"previous": ""}})
    assert entry.digest == digest_of(Entry.objects.get(pk=entry.pk))
    assert verdict().broken is None


def test_a_changed_detail_is_found(officer, as_owner_of_the_table):
    entry = record(officer, "read", "registration", "1", detail={"ward": "00070"})
    with as_owner_of_the_table() as cursor:
        cursor.execute("""UPDATE audit_entry SET detail = '{"ward": "00082"}'""")
    assert verdict().broken.entry_id == entry.pk


def test_a_removed_entry_is_found_at_the_next_one(officer, as_owner_of_the_table):
    entries = [record(officer, "read", "registration", str(n)) for n in range(3)]
    with as_owner_of_the_table() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE id = %s", [entries[1].pk])
    assert verdict().broken.entry_id == entries[2].pk


def test_a_cut_off_end_is_found_by_the_head_kept_elsewhere(officer, as_owner_of_the_table):
    record(officer, "read", "registration", "1")
    head = record(officer, "read", "registration", "2").digest
    with as_owner_of_the_table() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE digest = %s", [head])
    assert verdict().broken is None
    with pytest.raises(CommandError, match="head"):
        call_command("audit_verify", head=head, stdout=StringIO())


@pytest.mark.parametrize(
    "statement", ["UPDATE audit_entry SET reason = 'x'", "DELETE FROM audit_entry", "TRUNCATE audit_entry"]
)
def test_the_database_itself_refuses_to_change_or_remove_entries(officer, statement):
    record(officer, "read", "registration", "1")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL duongve.allow_audit_truncate = 'off'")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert Entry.objects.get().reason == ""


def test_the_tests_own_setting_permits_truncate_and_nothing_else(officer):
    record(officer, "read", "registration", "1")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL duongve.allow_audit_truncate = 'on'")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.update(reason="x")
    with pytest.raises(DatabaseError), transaction.atomic():
        Entry.objects.all().delete()


def test_the_command_says_that_all_is_well_and_names_the_head(officer):
    head = record(officer, "read", "registration", "1").digest
    out = StringIO()
    call_command("audit_verify", stdout=out)
    assert "1 entries, unbroken" in out.getvalue()
    assert head in out.getvalue()


def test_the_command_names_the_first_broken_entry_and_fails(officer, as_owner_of_the_table):
    entry = record(officer, "read", "registration", "1")
    with as_owner_of_the_table() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = 'nothing happened'")
    with pytest.raises(CommandError, match=f"entry {entry.pk} ") as failure:
        call_command("audit_verify", stdout=StringIO())
    assert failure.value.returncode == 1


def test_nul_floats_and_broken_letters_become_what_the_database_gives_back():
    assert plain({"a\0": [1.5, "\ud800", {2}]}) == {"a": ["1.5", "?", [2]]}


def test_the_digest_does_not_depend_on_the_order_of_details(officer):
    one = record(officer, "read", "r", "1", detail={"a": 1, "b": 2})
    one.detail = {"b": 2, "a": 1}
    assert digest_of(one) == one.digest
