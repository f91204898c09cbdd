"""The data files and what the loader makes of them: the official list, whole, and never twice."""

import csv
import unicodedata
from datetime import date

import pytest

from portal.places import loader
from portal.places.models import FormerUnit, PlaceName, Province, Ward

pytestmark = pytest.mark.django_db

OFFICIAL = {"00070": "phường Hoàn Kiếm", "00082": "phường Cửa Nam", "09574": "phường Sơn Tây",
            "23293": "phường Kon Tum", "29512": "phường Duyên Hải"}  # fmt: skip


def test_all_provinces_and_wards_of_the_official_list_are_there(places):
    kinds = {kind: Ward.objects.filter(kind=kind).count() for kind in Ward.Kind.values}
    assert Province.objects.count() == 34
    assert kinds == {"xa": 2621, "phuong": 687, "dac_khu": 13}


@pytest.mark.parametrize(("code", "name"), OFFICIAL.items())
def test_codes_are_those_of_the_official_list(places, code, name):
    assert Ward.objects.get(code=code).official_name == name


def test_every_former_unit_leads_to_a_ward_of_today(places):
    counts = {level.name: FormerUnit.objects.filter(level=level).count() for level in FormerUnit.Level}
    assert counts == {"WARD": 10035, "DISTRICT": 696, "PROVINCE": 63}
    assert not FormerUnit.objects.exclude(pk__in=PlaceName.objects.exclude(former=None).values("former")).exists()


def test_a_former_unit_may_have_become_several_wards(places):
    several = FormerUnit.objects.get(code="00181").wards.values_list("code", flat=True)
    assert set(several) == {"00226", "00190"}


def test_every_ward_of_today_has_a_former_name(places):
    assert not Ward.objects.exclude(names__former__isnull=False).exists()


def test_loading_again_changes_nothing(places, django_assert_max_num_queries):
    with django_assert_max_num_queries(8):
        assert loader.load().changed is False


def test_loading_a_new_edition_keeps_what_staff_decided(places):
    Ward.objects.filter(code="00070").update(filing_mode="accept", filing_basis="x", filing_from=date(2026, 7, 1))
    loader.load(force=True)
    assert Ward.objects.get(code="00070").filing_mode == "accept"


def test_a_ward_that_the_list_no_longer_names_ends_instead_of_vanishing(places):
    Ward.objects.create(code="99999", name="Cũ", folded="cu", kind="xa", province_id="01")
    loader.load(force=True)
    assert Ward.objects.get(code="99999").valid_to is not None


@pytest.mark.parametrize("name", loader.FILES)
def test_the_data_files_are_nfc_without_stray_spaces(name):
    text = (loader.DATA / name).read_text(encoding="utf-8")
    assert text == unicodedata.normalize("NFC", text)
    assert not [
        row for row in csv.reader(text.splitlines()) if any(cell != cell.strip() or "  " in cell for cell in row)
    ]
