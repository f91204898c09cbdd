"""What everybody may ask: places, facilities, counts, the description."""

from datetime import datetime

import pytest
from django.conf import settings
from django.test import Client

from portal.places.models import Facility, PlaceName, Ward
from registration.api import statistics
from registration.casework.filing import file_registration
from registration.reports.public_counts import publish_closed
from tests.registration.casework.cast import VIETNAM, answers, filed

from .conftest import errors

pytestmark = pytest.mark.django_db
API = "/api/v1"


def get(path: str, **headers: str):
    return Client().get(API + path, headers=headers)


def test_provinces_and_the_wards_of_one(cast):
    assert get("/places/provinces").json()["provinces"][0]["code"] == "01"
    wards = get("/places/wards?province=01").json()["wards"]
    assert [(one["code"], one["accepts_filings"]) for one in wards] == [("00070", True), ("00082", False)]


def test_a_ward_is_found_by_its_name(cast):
    ward = Ward.objects.get(code="00070")
    PlaceName.objects.create(
        ward=ward, code="00070", kind="phuong", name="hoàn kiếm", text="hoan kiem", searched=" hoan kiem ha noi"
    )
    assert get("/places/wards?q=hoan+kiem").json()["wards"][0]["code"] == "00070"


def test_without_a_question_there_are_no_wards(cast):
    assert get("/places/wards").json() == {"wards": []}


@pytest.mark.parametrize("query", ["province=1", "province=%00", "q=" + "x" * 101, "province=ab"])
def test_a_parameter_that_cannot_be_is_422(cast, query):
    assert get(f"/places/wards?{query}").status_code == 422


def test_an_unknown_sign_in_a_name_finds_nothing_and_breaks_nothing(cast):
    assert get("/places/wards?q=%00%ff🙂").json() == {"wards": []}


def test_only_published_facilities_are_listed(cast):
    shown = {"kind": "counselling_point", "ward": cast.ward, "address": "1 Thử"}
    Facility.objects.create(name="Điểm tư vấn Thử", **shown)
    Facility.objects.create(name="Nhà tạm lánh Thử", published=False, **shown)
    answer = get("/facilities?province=01").json()
    assert [one["name"] for one in answer["facilities"]] == ["Điểm tư vấn Thử"]
    assert get("/facilities?kind=club").json()["total"] == 0
    assert get("/facilities?kind=shelter").status_code == 422
    assert get("/facilities?page=0").status_code == 422


SPRING = datetime(2026, 4, 1, 9, tzinfo=VIETNAM)


def filed_in_spring(ward, number, **changes):
    for one in range(number):
        file_registration(
            answers=answers(residence_ward=ward.code, **changes),
            ward=ward,
            finish_key=f"{ward.code}-{one}-{changes}",
            file_now=changes.get("file_now", True),
            may_file=changes.get("file_now", True),
            now=SPRING,
        )


def test_small_counts_are_hidden_and_so_is_what_would_give_them_back(cast):
    filed_in_spring(cast.ward, 9)
    filed_in_spring(cast.next_door, 3, sex="female")
    filed_in_spring(cast.next_door, 4, file_now=False)
    assert [one.slug for one in publish_closed()] == ["2026-half_year"]
    answer = get("/statistics?province=01").json()
    assert (answer["total"], answer["by_status"]) == (12, {"received": 12})
    assert answer["by_sex"] == {"male": None, "female": None}
    assert {one["code"]: one["total"] for one in answer["wards"]} == {"00070": None, "00082": None}


def test_before_anything_is_published_the_answer_says_so(cast):
    filed(cast.next_door, file_now=False)
    assert publish_closed() == []
    answer = get("/statistics?province=01").json()
    assert (answer["as_of"], answer["total"], answer["provinces"], answer["wards"]) == (None, None, [], [])


def test_what_is_published_never_changes_so_two_readings_cannot_be_subtracted(cast):
    filed_in_spring(cast.ward, 9)
    publish_closed()
    before = get("/statistics?province=01").json()
    filed_in_spring(cast.next_door, 20)  # entered late, for a day of the published period
    assert publish_closed() == []
    assert get("/statistics?province=01").json() == before


def test_counting_takes_few_queries_whatever_the_number_of_wards(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(4):
        statistics.answer("01")


def test_an_address_that_is_none_is_404_in_json(cast):
    response = get("/nowhere/at/all/")
    assert (response.status_code, errors(response)) == (404, {"": "not_found"})


def test_a_method_that_is_none_is_405_in_json(cast):
    response = Client().delete(API + "/registrations")
    assert (response.status_code, response["Allow"], errors(response)) == (405, "POST", {"": "method"})


def test_who_asks_too_often_waits(cast, monkeypatch):
    monkeypatch.setattr("registration.api.authentication.PUBLIC_PER_MINUTE", 1)
    assert [get("/places/provinces").status_code for _time in range(2)] == [200, 429]


def test_the_description_names_every_route(cast):
    paths = get("/openapi.json").json()["paths"]
    assert set(paths) == {
        f"{API}/{path}"
        for path in (
            "registrations",
            "registrations/{code}",
            "registrations/{code}/events",
            "places/provinces",
            "places/wards",
            "facilities",
            "referrals",
            "statistics",
        )
    }


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_page_of_the_description_loads_nothing_from_elsewhere(cast, language):
    response = get("/docs", **{"Accept-Language": language})
    page = response.content.decode()
    assert response.status_code == 200
    assert "intended_place" in page
    assert "//cdn" not in page
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]
    assert f'lang="{language}"' in page
    assert language in dict(settings.LANGUAGES)


def test_a_reader_of_the_description_may_change_the_language(cast):
    page = get("/docs").content.decode()
    assert "/api/v1/docs?lang=en" in page
    assert "Interfaces for other systems" in get("/docs?lang=en").content.decode()
