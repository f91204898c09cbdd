"""What everybody may ask: places, facilities, counts, the description."""

import pytest
from django.conf import settings
from django.test import Client

from portal.places.models import Facility, PlaceName, Ward
from registration.api import statistics
from registration.casework.actions.receive import receive
from tests.registration.casework.cast import MORNING, filed

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


def test_small_counts_are_hidden_and_so_is_what_would_give_them_back(cast):
    for number in range(9):
        made = filed(cast.ward if number < 6 else cast.next_door, file_now=True)
        if made.status == "prepared":
            receive(made, cast.officer_next_door, identity_compared=True, now=MORNING)
    filed(cast.next_door, file_now=False)
    answer = get("/statistics?province=01").json()
    assert (answer["total"], answer["by_status"]) == (9, {"received": 9})
    assert {one["code"]: one["total"] for one in answer["wards"]} == {"00070": None, "00082": None}


def test_what_was_only_prepared_is_in_no_count(cast):
    filed(cast.next_door, file_now=False)
    answer = get("/statistics?province=01").json()
    assert (answer["total"], answer["provinces"], answer["wards"]) == (0, [], [])


def test_statistics_speak_of_the_last_hour_not_of_the_last_minute(cast):
    before = get("/statistics").json()
    for _number in range(9):
        filed(cast.ward)
    assert get("/statistics").json() == before


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
