"""The questions before the form send each person the right way, each with its own words and next step."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from registration.casework.models import Registration
from registration.intake import notes, person_dates, result_clock, stops
from registration.intake.models import Draft

from .conftest import ADULT, NOW, changed

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")
MOTHER = {"writer": "mother"}
WRITER = {"writer_name": "Trần Thị Mẹ", "writer_phone": "0900000124"}


def note_after(person, answers, until):
    """The page that comes after the last step of `answers` up to `until`."""
    person.fill_all(answers, until=until)
    return person.get(f"/dang-ky/luu-y/?sau={until}")


def keys(response) -> list[str]:
    return [note.key for note in response.context["notes"]]


def test_no_determination_leads_to_facilities_that_can_determine_and_says_who_pays(person):
    page = note_after(person, changed(ADULT, bat_dau={"determination_result": "no"}), "bat-dau")
    text = page.content.decode()
    assert keys(page) == ["determination_missing"]
    assert "/co-so/?can_determine=on" in text
    assert "Nhà nước trả" in text
    assert "24 giờ" in text


def test_waiting_for_the_result_goes_on_and_keeps_the_code_at_hand(person):
    page = note_after(person, changed(ADULT, bat_dau={"determination_result": "waiting"}), "bat-dau")
    assert keys(page) == ["determination_awaited"]
    assert page.context["code"] in page.content.decode()
    assert page.context["on_url"] == "/dang-ky/nguoi-dang-ky/"


def test_a_result_older_than_the_law_allows_is_named_with_its_last_day(person):
    page = note_after(person, changed(ADULT, bat_dau={"determination_date": "1/3/2026"}), "bat-dau")
    assert keys(page) == ["determination_too_old"]
    assert "01/09/2026" in page.content.decode()


def test_a_fresh_result_shows_the_hours_that_are_left(person):
    fresh = {"determination_date": "24/11/2026", "determination_time": "14h10"}
    page = note_after(person, changed(ADULT, bat_dau=fresh), "bat-dau")
    assert keys(page) == ["fresh_result"]
    assert "Còn 4 giờ 40 phút" in page.content.decode()
    assert "Còn 4 giờ 40 phút" in person.get("/dang-ky/nguoi-dang-ky/").content.decode()


def test_without_the_hour_no_hour_is_invented(person):
    page = note_after(person, changed(ADULT, bat_dau={"determination_date": "24/11/2026"}), "bat-dau")
    assert "Chậm nhất 23:59 ngày 25/11/2026" in page.content.decode()
    assert "phút" not in page.content.decode().split("dv-hours")[1].split("</div>")[0]


def test_hours_that_are_over_stand_on_the_first_page_and_stop_nobody(person):
    late = {"determination_date": "22/11/2026", "determination_time": "9h"}
    person.fill_all(changed(ADULT, bat_dau=late))
    assert "Đã quá giờ" in person.get("/dang-ky/bat-dau/").content.decode()
    assert "Đã quá giờ" in person.get("/dang-ky/kiem-tra/").content.decode()
    person.finish()
    assert Registration.objects.count() == 1


def test_an_old_result_needs_no_word_about_hours(person):
    person.fill_all(ADULT, until="bat-dau")
    assert "dv-hours" not in person.get("/dang-ky/bat-dau/").content.decode()
    assert keys(person.get("/dang-ky/luu-y/?sau=bat-dau")) == []


def test_a_substitution_patient_needs_the_clinics_letter_and_can_finish(person):
    clinic = {"determination_result": "no", "determination_date": "", "on_substitution": "yes"}
    page = note_after(person, changed(ADULT, bat_dau=clinic), "bat-dau")
    assert keys(page) == ["substitution_letter"]
    assert "Mẫu số 35" in page.content.decode()
    left = changed(ADULT, bat_dau=clinic, tinh_trang={"substitution_status": "now"})
    for slug in list(ADULT)[1:]:
        person.fill(slug, left[slug])
    person.finish()
    answers = Registration.objects.get().answers
    assert answers["substitution_status"] == "now"
    assert not {"on_substitution", "in_danger"} & set(answers)


def test_taking_the_clinic_back_takes_the_letter_back(person):
    person.fill_all(changed(ADULT, bat_dau={"determination_result": "no", "on_substitution": "yes"}), until="bat-dau")
    person.fill("bat-dau", ADULT["bat-dau"], determination_result="no", on_substitution="no")
    assert keys(person.get("/dang-ky/luu-y/?sau=bat-dau")) == ["determination_missing"]


def test_danger_comes_before_everything_and_is_never_filed(person):
    page = note_after(person, changed(ADULT, bat_dau={"in_danger": "yes", "determination_result": "no"}), "bat-dau")
    assert keys(page) == ["danger_now", "determination_missing"]
    assert 'href="tel:115"' in page.content.decode().split("<main")[1]


@pytest.mark.parametrize("born", ["1/1/2015", "24/11/2016"])
def test_under_twelve_leads_to_child_protection_and_not_on(person, born):
    young = changed(ADULT, bat_dau=MOTHER, nguoi_viet=WRITER, nguoi_dang_ky={"date_of_birth": born, "id_number": "", "id_kind": "none"})  # fmt: skip
    ordered = {slug: young[slug] for slug in ("bat-dau", "nguoi-viet", "nguoi-dang-ky")}
    page = note_after(person, ordered, "nguoi-dang-ky")
    assert keys(page) == ["too_young"]
    assert 'href="tel:111"' in page.content.decode()
    assert page.context["on_url"] == ""


def test_a_young_person_alone_is_told_of_111_and_of_a_representative(person):
    page = note_after(
        person,
        changed(ADULT, nguoi_dang_ky={"date_of_birth": "1/1/2011", "id_number": "", "id_kind": "none"}),
        "nguoi-dang-ky",
    )
    assert keys(page) == ["minor_needs_representative", "minor"]
    assert 'href="tel:111"' in page.content.decode()


def test_a_representative_is_told_that_the_young_persons_wish_counts(person):
    young = changed(ADULT, bat_dau=MOTHER, nguoi_viet=WRITER, nguoi_dang_ky={"date_of_birth": "1/1/2011", "id_number": "", "id_kind": "none"})  # fmt: skip
    ordered = {slug: young[slug] for slug in ("bat-dau", "nguoi-viet", "nguoi-dang-ky")}
    assert keys(note_after(person, ordered, "nguoi-dang-ky")) == ["minor"]


def test_an_unsafe_home_leads_to_111_and_a_counsellor_first(person):
    person.begin()
    person.fill("bat-dau", ADULT["bat-dau"] | MOTHER)
    person.fill("nguoi-dang-ky", ADULT["nguoi-dang-ky"] | {"date_of_birth": "1/1/2011", "id_number": "", "id_kind": "none"})  # fmt: skip
    words = {"representative_opinion": "x", "person_own_wish": "x", "home_is_safe": "no"}
    assert person.fill("y-kien", words).headers["Location"] == "/dang-ky/luu-y/?sau=y-kien"
    page = person.get("/dang-ky/luu-y/?sau=y-kien")
    assert keys(page) == ["home_not_safe"]
    assert "/tro-chuyen/" in page.content.decode()


def test_a_passport_holder_reads_both_cases(person):
    foreign = {"id_kind": "passport", "id_number": "B1234567"}
    page = note_after(person, changed(ADULT, nguoi_dang_ky=foreign), "nguoi-dang-ky")
    assert keys(page) == ["foreigner"]


def test_without_a_steady_place_the_desk_of_today_receives_all_the_same(person):
    page = note_after(person, changed(ADULT, noi_o={"residence_stable": "no"}), "noi-o")
    assert keys(page) == ["residence_not_stable"]
    assert "30 ngày" in page.content.decode()


def test_who_lives_elsewhere_than_registered_is_told_which_desk(person):
    other = {"permanent_same": "no", "permanent_province": "01", "permanent_ward": "00082", "permanent_address": "x"}
    page = note_after(person, changed(ADULT, noi_o=other), "noi-o")
    assert keys(page) == ["lives_elsewhere"]


def test_every_outcome_has_a_title_a_sentence_and_next_steps():
    from django.template.loader import get_template

    from registration.rules.ruleset import ruleset

    for key in stops.SAID_AT:
        line = ruleset("B").outcome(key, "vi")
        assert notes.TITLES[key]
        get_template(notes.Note(str(key), "", line, final=False).template)


def test_a_note_opened_from_the_check_leads_back_to_the_check(person):
    person.fill_all(ADULT)
    away = ADULT["noi-o"] | {"residence_stable": "no"}
    response = person.post("/dang-ky/noi-o/?sua=1", away)
    assert response.headers["Location"] == "/dang-ky/luu-y/?sau=noi-o&sua=1"
    assert person.get(response.headers["Location"]).context["on_url"] == "/dang-ky/kiem-tra/"


@pytest.mark.parametrize(
    ("text", "stored"),
    [
        ("14:30", "14:30"),
        ("14h30", "14:30"),
        ("9h", "09:00"),
        ("9 giờ 5", "09:05"),
        ("2 giờ 30 chiều", "14:30"),
        ("8g tối", "20:00"),
        ("12 đêm", "00:00"),
        ("7.15 am", "07:15"),
    ],
)
def test_a_time_is_understood_as_people_write_it(text, stored):
    assert person_dates.parse_time(text) == stored


@pytest.mark.parametrize("text", ["", "25:00", "9:61", "chiều", "1" * 300, "a\x00b", "９９"])
def test_what_is_no_time_is_said_so(text):
    with pytest.raises(person_dates.BadDate):
        person_dates.parse_time(text)


def test_a_time_later_than_now_is_asked_again(person):
    person.begin()
    today = {"determination_date": "25/11/2026", "determination_time": "9h31"}
    assert "determination_time" in person.fill("bat-dau", ADULT["bat-dau"] | today).context["form"].errors


@pytest.mark.parametrize("day", ["1900-01-01", "nonsense", "", None, "9999-12-31"])
def test_the_clock_of_a_result_never_fails_on_what_is_stored(day):
    found = result_clock.read({"determination_result": "yes", "determination_date": day}, NOW)
    assert found is None or found.ends_at.tzinfo


def test_hours_and_minutes_add_up():
    clock = result_clock.ResultClock(datetime(2026, 11, 25, 10, 0, tzinfo=VIETNAM), exact=True, now=NOW)
    assert (clock.hours, clock.minutes, clock.over) == (0, 30, False)


def test_an_outcome_does_not_change_what_is_stored(person):
    person.fill_all(changed(ADULT, bat_dau={"determination_result": "no"}), until="bat-dau")
    person.get("/dang-ky/luu-y/?sau=bat-dau")
    assert Draft.objects.get().answers["determination_result"] == "no"
