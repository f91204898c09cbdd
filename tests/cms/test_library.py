"""The legal library: the status of a text on a day, filters, one text's page; lapsed law is never shown as in force."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.models import LegalDocument, LegalRelation, Status

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 24)


@pytest.fixture
def library(home):
    return LegalDocument.objects


def status(number: str, day: date = TODAY) -> str:
    return LegalDocument.objects.get(number=number).status_on(day)


def test_the_whole_data_file_is_loaded_once(library):
    from cms.foundation import load_library

    assert library.count() == 47
    load_library()
    assert (library.count(), LegalRelation.objects.count()) == (47, 36)


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("120/2025/QH15", "in_force"),
        ("163/2026/NĐ-CP", "in_force"),
        ("73/2021/QH14", "lapsed"),
        ("116/2021/NĐ-CP", "lapsed"),
        ("105/2021/NĐ-CP", "lapsed"),
        ("13/2023/NĐ-CP", "lapsed"),
        ("184/2025/NĐ-CP", "partly"),
        ("109/2021/NĐ-CP", "to_check"),
    ],
)
def test_the_status_of_today_is_the_one_the_lawyers_recorded(library, number, expected):
    assert status(number) == expected


def test_a_text_changes_its_status_on_the_very_day(library):
    last_day = date(2026, 6, 30)
    assert status("116/2021/NĐ-CP", last_day) == Status.IN_FORCE
    assert status("116/2021/NĐ-CP", last_day + timedelta(days=1)) == Status.LAPSED
    assert status("120/2025/QH15", last_day) == Status.NOT_YET
    assert status("120/2025/QH15", last_day + timedelta(days=1)) == Status.IN_FORCE


def test_a_replaced_text_is_lapsed_even_if_somebody_recorded_it_as_in_force(library):
    LegalDocument.objects.filter(number="116/2021/NĐ-CP").update(recorded_status="in_force", expires_on=None)
    assert status("116/2021/NĐ-CP") == Status.LAPSED


def test_a_text_without_any_date_and_record_is_to_be_checked_not_in_force(library):
    LegalDocument.objects.create(number="9/2026/TT", kind="circular", issuer="Bộ", title="Thử")
    assert status("9/2026/TT") == Status.TO_CHECK


def test_lapsed_texts_are_never_in_the_list_of_those_in_force(library, client):
    lapsed = set(library.with_status(TODAY).filter(status="lapsed").values_list("number", flat=True))
    shown = client.get("/van-ban/?in_force=on").context["page_of_documents"].paginator.object_list
    assert lapsed
    assert lapsed.isdisjoint({document.number for document in shown})


def test_the_page_of_a_lapsed_decree_says_so_and_points_to_the_new_one(library, client):
    page = client.get("/en/van-ban/116-2021-nd-cp/").content.decode()
    assert "This text no longer applies" in page
    assert "/en/van-ban/163-2026-nd-cp/" in page


def test_an_unchecked_record_is_said_kindly_and_the_jargon_stays_with_editors(library, client):
    page = client.get("/en/van-ban/28-2026-nd-cp/").content.decode()
    assert "We are still comparing this entry with the original" in page
    assert "to_check" not in page


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ("q=phong+chong+ma+tuy", "120/2025/QH15"),
        ("q=PHÒNG+CHỐNG", "73/2021/QH14"),
        ("kind=circular", "62/2022/TT-BTC"),
        ("issuer=Bộ+Y+tế", "18/2021/TT-BYT"),
        ("year=2016", "56/2016/NĐ-CP"),
    ],
)
def test_each_filter_finds_and_leaves_out(library, client, query, number):
    found = client.get(f"/van-ban/?{query}").context["page_of_documents"].paginator.object_list
    assert number in {document.number for document in found}
    assert len(found) < 47


@pytest.mark.parametrize("query", ["kind=nonsense", "year=%00", "page=999", "year=-1", "q=" + "x" * 3000, "issuer=💊"])
def test_a_senseless_filter_is_answered_with_a_list(library, client, query):
    assert client.get(f"/van-ban/?{query}").status_code == 200


def test_the_newest_text_comes_first_and_undated_ones_last(library, client):
    found = list(client.get("/van-ban/").context["page_of_documents"].paginator.object_list)
    assert found[0].issued_on == max(document.issued_on for document in found if document.issued_on)
    assert found[-1].issued_on is None


def test_an_unknown_document_is_not_found(library, client):
    assert client.get("/van-ban/khong-co/").status_code == 404


def test_the_list_needs_the_same_few_queries_whatever_its_length(library, client):
    client.get("/van-ban/?year=2016")
    with CaptureQueriesContext(connection) as few:
        client.get("/van-ban/?year=2016")
    with CaptureQueriesContext(connection) as many:
        client.get("/van-ban/")
    assert len(many) == len(few) <= 8
