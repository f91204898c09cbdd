"""Recording: with its transaction, or, for what was seen, in spite of it; one at a time joins the chain."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections, transaction

from portal.accounts.models import User
from portal.audit.chain import walk
from portal.audit.log import record, record_read
from portal.audit.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)


def refs() -> list[str]:
    return list(Entry.objects.values_list("object_ref", flat=True))


def test_what_is_done_is_recorded_only_if_it_is_done(officer):
    with transaction.atomic():
        record(officer, "registration.received", "registration", "undone")
        transaction.set_rollback(True)
    record(officer, "registration.received", "registration", "done")
    assert refs() == ["done"]


def test_what_was_seen_stays_recorded_though_the_page_fails(officer):
    with transaction.atomic():
        record_read(officer, "registration.read", "registration", "seen")
        transaction.set_rollback(True)
    assert refs() == ["seen"]
    assert walk(Entry.objects.order_by("pk")).broken is None


def test_seeing_after_doing_in_one_transaction_does_not_wait_for_itself(officer):
    with transaction.atomic():
        record(officer, "registration.received", "registration", "done")
        record_read(officer, "registration.read", "registration", "seen")
    assert refs() == ["done", "seen"]
    assert walk(Entry.objects.order_by("pk")).broken is None


def test_parallel_entries_join_the_chain_one_after_the_other(officer):
    def write(number: int) -> None:
        try:
            record(officer, "registration.read", "registration", str(number))
        finally:
            connections.close_all()

    with ThreadPoolExecutor(6) as pool:
        list(pool.map(write, range(24)))
    verdict = walk(Entry.objects.order_by("pk"))
    assert (verdict.count, verdict.broken) == (24, None)


def test_somebody_who_is_in_the_log_cannot_be_deleted(officer):
    record(officer, "registration.read", "registration", "1")
    with pytest.raises(Exception, match=r"protected|append-only"):
        User.objects.get(pk=officer.pk).delete()
    assert refs() == ["1"]
