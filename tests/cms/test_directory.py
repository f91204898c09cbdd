"""The directory of places: filters, old ward names, the open list; what is not published stays away."""

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from portal.places.loader import load
from portal.places.models import Facility, Ward
from portal.ui.vietnamese import fold

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def _official_list(django_db_setup, django_db_blocker):
    """All provinces and wards, for this module only."""
    with django_db_blocker.unblock(), transaction.atomic():
        load()
        yield
        transaction.set_rollback(True)


@pytest.fixture
def ward(_official_list, db):
    return Ward.objects.get(code="00070")


@pytest.fixture
def place(ward):
    def make(name: str, **fields) -> Facility:
        values = {"kind": "counselling_point", "ward": ward, "address": "1 đường Mẫu"} | fields
        return Facility.objects.create(name=name, folded=fold(name), **values)

    return make


def names(client, query: str = "") -> set[str]:
    page = client.get(f"/co-so/?{query}").context["page_of_places"]
    return {place.name for place in page}


@pytest.mark.parametrize("query", ["q=sen", "kind=counselling_point", "province=01", "ward=hang trong", "ward=00070"])
def test_each_filter_finds_the_place(client, place, query):
    place("Hoa Sen")
    assert names(client, query) == {"Hoa Sen"}


@pytest.mark.parametrize("query", ["q=tre", "kind=club", "ward=Sơn Tây", "can_determine=on"])
def test_each_filter_leaves_out_the_others(client, place, query):
    place("Hoa Sen")
    assert names(client, query) == set()


def test_a_place_that_is_not_published_is_nowhere(client, place):
    place("Kín", published=False)
    assert names(client) == set()
    assert client.get("/co-so/du-lieu.json").json() == {"places": []}


def test_the_open_list_is_whole_whatever_is_asked(client, place):
    place("Hoa Sen", latitude=21.03, longitude=105.85)
    place("Tre Xanh")
    listed = client.get("/co-so/du-lieu.json?lat=21&lon=105&q=sen").json()["places"]
    assert [row["name"] for row in listed] == ["Hoa Sen", "Tre Xanh"]
    assert (listed[0]["latitude"], listed[0]["ward"]["code"]) == (21.03, "00070")


@pytest.mark.parametrize("query", ["kind=x", "province=%00", "page=-5", "ward=" + "x" * 900, "q=💊%00"])
def test_a_senseless_filter_is_answered_with_a_list(client, ward, query):
    assert client.get(f"/co-so/?{query}").status_code == 200


def test_the_list_takes_the_same_queries_for_one_place_and_for_many(client, place):
    place("Một")
    client.get("/co-so/")
    with CaptureQueriesContext(connection) as few:
        client.get("/co-so/")
    for number in range(15):
        place(f"Nơi {number}")
    with CaptureQueriesContext(connection) as many:
        client.get("/co-so/")
    assert len(many) == len(few) <= 8
