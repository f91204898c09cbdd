"""Rows written and read with SQL composed once are the rows that Django would have written and read."""

import pytest
from django.db import IntegrityError, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from portal import rows
from portal.places.models import Province, Ward
from portal.sms import queue
from portal.sms.models import OptOut, OutboundMessage

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    province = Province.objects.create(code="01", name="Hà Nội", folded="ha noi")
    hours = [{"days": [1, 2], "from": "07:30"}]
    return Ward.objects.create(
        code="00070", name="Hoàn Kiếm", folded="hoan kiem", kind="phuong", province=province, office_hours=hours
    )


def text(key: str | None = "key") -> OutboundMessage:
    return OutboundMessage(
        side="hotline", to="+84912345678", to_index="x", body="Trần", gateway="twilio", dedupe_key=key
    )


def values(row):
    return {field.attname: getattr(row, field.attname) for field in row._meta.concrete_fields}


def test_an_inserted_row_reads_as_it_was_written_and_gets_the_key_of_the_server():
    message, stop = text(), OptOut(number_index="i", told_by="person")
    rows.insert(message, stop)
    assert values(OutboundMessage.objects.get()) == values(message)
    assert OptOut.objects.get().pk == stop.pk
    stop.told_by = "twilio"
    stop.save()  # it is known as stored: this changes the row
    assert OptOut.objects.get().told_by == "twilio"


def test_one_row_that_cannot_be_written_takes_the_others_along():
    rows.insert(OptOut(number_index="i", told_by="person"))
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(text(), OptOut(number_index="i", told_by="person"))
    assert not OutboundMessage.objects.exists()


def test_what_is_there_already_is_not_inserted_again_and_nothing_follows():
    first, second = text(), text()
    assert rows.insert_unless_there(first, queue.first_job(first))
    assert not rows.insert_unless_there(second, queue.first_job(second))
    assert [message.pk for message in OutboundMessage.objects.all()] == [first.pk]
    assert [job.args for job in ProcrastinateJob.objects.all()] == [{"message_id": str(first.pk)}]
    assert rows.insert_unless_there(text(None))
    assert rows.insert_unless_there(text(None))


def test_a_row_by_its_key_is_the_one_that_django_reads(ward):
    assert values(rows.by_key(Ward, "00070")) == values(Ward.objects.get(code="00070"))
    with pytest.raises(Ward.DoesNotExist):
        rows.by_key(Ward, "00071")


def test_columns_that_a_statement_leaves_out_are_read_when_they_are_asked_for(ward, django_assert_num_queries):
    found = rows.one(Ward, "SELECT code, office_hours FROM places_ward WHERE code = %s", ["00070"])
    with django_assert_num_queries(0):
        assert found.office_hours == ward.office_hours
    with django_assert_num_queries(1):
        assert found.name == "Hoàn Kiếm"


def test_whether_there_is_any_row():
    assert not rows.is_there(OptOut)
    OptOut.objects.create(number_index="i", told_by="person")
    assert rows.is_there(OptOut)
    assert rows.is_there(OptOut, number_index="i")
    assert not rows.is_there(OptOut, number_index="j")


def test_a_failure_leaves_the_statement_that_goes_along_undone(ward):
    change = ("UPDATE places_ward SET name = %s WHERE code = %s", ["Khác", "00070"])
    rows.insert(OptOut(number_index="i", told_by="person"), then=change)
    assert Ward.objects.get().name == "Khác"
    back = ("UPDATE places_ward SET name = %s", ["Hoàn Kiếm"])
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.insert(OptOut(number_index="i", told_by="person"), then=back)
    assert Ward.objects.get().name == "Khác"
