"""People type old names, without marks, with or without the kind of unit; they get today's ward."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.places.models import Ward
from portal.places.search import find_wards

pytestmark = pytest.mark.django_db


def codes(q, **options):
    return [match.ward.code for match in find_wards(q, **options)]


@pytest.mark.parametrize(
    ("q", "code"),
    [
        ("Hoàn Kiếm", "00070"),
        ("hoan kiem", "00070"),
        ("HOÀN KIẾM", "00070"),
        ("phường Hoàn Kiếm", "00070"),
        ("p. hoan kiem", "00070"),
        ("hoan kiem ha noi", "00070"),
        ("Hoàn Kiếm, Hà Nội", "00070"),
        ("Hoa\u0300n Kie\u0302\u0301m", "00070"),
        ("  hoan   kiem ", "00070"),
        ("hoan ki", "00070"),
        ("00070", "00070"),
        ("cua nam", "00082"),
        ("Kon Tum", "23293"),
        ("duyen hai", "29512"),
        ("tra vinh", "29242"),
        ("thị xã Duyên Hải", "29512"),
        ("phường 1 bảo lộc", "24823"),
    ],
)
def test_a_name_finds_its_ward_first(places, q, code):
    assert codes(q)[0] == code


@pytest.mark.parametrize(
    ("q", "code", "former"),
    [
        ("Hàng Trống", "00070", "phường Hàng Trống, quận Hoàn Kiếm, thành phố Hà Nội"),
        ("p. Hàng Đào, q. Hoàn Kiếm", "00070", "phường Hàng Đào, quận Hoàn Kiếm, thành phố Hà Nội"),
        ("hang dao hoan kiem", "00070", "phường Hàng Đào, quận Hoàn Kiếm, thành phố Hà Nội"),
    ],
)
def test_a_former_ward_is_answered_with_todays_ward_and_the_old_name(places, q, code, former):
    found = {match.ward.code: match.former_name for match in find_wards(q)}
    assert found[code] == former


def test_a_former_town_is_answered_with_all_its_wards(places):
    matches = find_wards("thị xã Sơn Tây", limit=3)
    assert matches[0].ward.code == "09574"
    assert {match.former_name for match in matches} == {"thị xã Sơn Tây, thành phố Hà Nội"}


@pytest.mark.parametrize(("q", "province"), [("tỉnh Kon Tum", "51"), ("tỉnh Trà Vinh", "86"), ("tinh tra vinh", "86")])
def test_a_former_province_is_answered_with_wards_of_the_new_one(places, q, province):
    assert {match.ward.province_id for match in find_wards(q)} == {province}


def test_a_province_narrows_the_search(places):
    assert codes("Sơn Tây", province="01")[0] == "09574"
    assert {match.ward.province_id for match in find_wards("Sơn Tây", province="42")} == {"42"}


def test_the_name_with_its_marks_comes_before_its_look_alikes(places):
    first = find_wards("Tân Hòa", limit=1)[0].ward
    assert first.name == "Tân Hòa"


def test_a_name_swallowed_long_before_2025_is_found(places):
    assert "00004" in codes("Nguyễn Trung Trực", province="01")


def test_each_ward_comes_once(places):
    found = codes("Hoàn Kiếm", limit=50)
    assert len(found) == len(set(found)) > 1


def test_a_ward_that_ended_is_not_offered(places):
    Ward.objects.filter(code="00070").update(valid_to="2026-01-01")
    assert "00070" not in codes("hoan kiem", limit=50)


@pytest.mark.parametrize("q", ["", "   ", ",", "phường", "x" * 500, "a\x00b", "🙂", "%", "_", "' OR 1=1 --", "a " * 60])
def test_any_input_gets_an_answer(places, q):
    assert isinstance(find_wards(q), list)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=30))
def test_any_text_gets_an_answer_within_the_limit(places, q):
    assert len(find_wards(q, limit=5)) <= 5


def test_a_search_costs_one_query(places, django_assert_num_queries):
    with django_assert_num_queries(1):
        [(match.ward.province.name, match.former_name) for match in find_wards("thị xã Sơn Tây", limit=20)]


def test_the_forms_search_answers_anyone_and_may_be_kept(places, client):
    answer = client.get("/dia-danh/xa-phuong.json", {"q": "Hàng Trống"})
    first = answer.json()["wards"][0]
    assert (first["code"], first["name"], first["province_name"]) == ("00070", "phường Hoàn Kiếm", "thành phố Hà Nội")
    assert "public" in answer["Cache-Control"]
    assert not answer.cookies


def test_the_forms_search_refuses_to_be_posted_to(places, client):
    assert client.post("/dia-danh/xa-phuong.json", {"q": "a"}).status_code in {403, 405}
