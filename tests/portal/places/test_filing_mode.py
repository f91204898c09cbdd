"""A ward accepts filings only with mode, legal basis and start date; otherwise it prepares."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from portal.places import demo
from portal.places.models import Facility, Ward

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
NOON = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)


def ward(**changes):
    facts = {"code": "00070", "filing_mode": "accept", "filing_basis": "văn bản", "filing_from": date(2026, 7, 1)}
    return Ward(**(facts | changes))


def test_a_ward_with_mode_basis_and_date_accepts():
    assert ward().accepts_filings(NOON)


@pytest.mark.parametrize(
    "lack",
    [
        {"filing_mode": "prepare"},
        {"filing_basis": ""},
        {"filing_from": None},
        {"filing_from": date(2026, 11, 25)},
        {"valid_to": date(2026, 11, 23)},
    ],
)
def test_a_ward_that_lacks_one_of_them_only_prepares(lack):
    assert not ward(**lack).accepts_filings(NOON)


def test_the_start_date_begins_at_midnight_in_vietnam():
    starting = ward(filing_from=date(2026, 11, 25))
    assert not starting.accepts_filings(datetime(2026, 11, 24, 16, 59, tzinfo=ZoneInfo("UTC")))
    assert starting.accepts_filings(datetime(2026, 11, 24, 17, 0, tzinfo=ZoneInfo("UTC")))


def test_the_demo_has_one_ward_that_accepts_and_invented_facilities(places):
    class Out:
        def write(self, text):
            pass

    demo.load(1, Out())
    demo.load(1, Out())
    assert [w.code for w in Ward.objects.all() if w.accepts_filings(NOON)] == ["00070"]
    assert Facility.objects.count() == len(demo.FACILITIES)
    assert not Facility.objects.exclude(name__contains="(dữ liệu mẫu)").exists()
