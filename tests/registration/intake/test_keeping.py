"""The draft as a whole: topics, kept longer on request, warned before it goes, one at a time, nothing typed ever lost."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from portal.sms.models import OutboundMessage
from registration.intake import drafts, tasks
from registration.intake.models import Draft
from registration.intake.topics import State, topics

from .conftest import ADULT, NOW, Browser


def states(draft: Draft) -> dict[str, str]:
    return {topic.step.slug: topic.state for topic in topics(draft, NOW.date())}


def test_the_list_shows_what_is_done_begun_refused_and_optional(person):
    person.fill_all(ADULT, until="nguoi-dang-ky")
    person.fill("noi-o", {"residence_address": "5 Hàng Thử"})
    found = states(Draft.objects.get())
    assert (found["bat-dau"], found["nguoi-dang-ky"], found["noi-o"]) == (State.DONE, State.DONE, State.TO_CHECK)
    assert (found["hoc-van-viec-lam"], found["lien-he"]) == (State.OPTIONAL, State.OPEN)


def test_the_list_leads_to_the_first_topic_that_is_left(person):
    person.fill_all(ADULT, until="bat-dau")
    page = person.get("/dang-ky/muc-luc/")
    assert page.context["next_url"] == "/dang-ky/nguoi-dang-ky/"
    person.fill_all(ADULT)
    assert person.get("/dang-ky/muc-luc/").context["next_url"] == "/dang-ky/kiem-tra/"


def test_the_list_is_reached_by_a_button_that_saves(person):
    person.begin()
    assert person.fill("lien-he", ADULT["lien-he"], go="topics").headers["Location"] == "/dang-ky/muc-luc/"
    assert Draft.objects.get().answers["phone"] == "+84900000123"


def test_thirty_days_are_kept_on_request_in_the_browser_too(person):
    person.fill_all(ADULT, until="lien-he")
    cookie = person.post("/dang-ky/da-luu/", {"longer": "yes"}).cookies["dv_draft"]
    assert cookie["max-age"] == 30 * 24 * 3600
    with time_machine.travel(NOW + timedelta(days=29)):
        assert person.get("/dang-ky/noi-o/").status_code == 200
    with time_machine.travel(NOW + timedelta(days=30, minutes=1)):
        assert person.get("/dang-ky/noi-o/").status_code == 410


def test_every_save_renews_the_browsers_note(person):
    person.begin()
    assert person.fill("bat-dau", ADULT["bat-dau"]).cookies["dv_draft"]["max-age"] == 7 * 24 * 3600


@pytest.mark.parametrize(("days", "sent"), [(5, 0), (6, 1), (7, 0)])
def test_who_asked_is_warned_the_day_before_and_once(person, days, sent):
    person.fill_all(ADULT, until="lien-he")
    person.post("/dang-ky/da-luu/", {"remind": "yes"})
    later = NOW + timedelta(days=days, hours=1)
    assert [tasks.remind(later), tasks.remind(later)] == [sent, 0]
    assert OutboundMessage.objects.filter(template="draft_saved").count() == sent


def test_a_save_after_the_warning_lets_it_be_warned_anew(person):
    person.fill_all(ADULT, until="lien-he")
    person.post("/dang-ky/da-luu/", {"remind": "yes"})
    first = NOW + timedelta(days=6, hours=1)
    assert tasks.remind(first) == 1
    with time_machine.travel(first):
        person.fill("lien-he", ADULT["lien-he"])
    assert tasks.remind(first + timedelta(days=6, hours=1)) == 1


def test_nobody_is_warned_who_did_not_ask(person):
    person.fill_all(ADULT, until="lien-he")
    assert tasks.remind(NOW + timedelta(days=6, hours=1)) == 0


def test_the_crossing_offers_to_continue_or_to_begin_anew(person):
    person.fill_all(ADULT, until="lien-he")
    page = person.get("/dang-ky/").content.decode()
    assert "đang viết dở" in page
    assert person.post("/dang-ky/", {"draft": "continue"}).headers["Location"] == "/dang-ky/muc-luc/"
    assert Draft.objects.get().answers
    person.post("/dang-ky/", {"understood": "on"})
    assert not Draft.objects.get().answers


def test_other_drafts_of_the_proved_phone_are_offered_and_erased_on_request(person, last_code):
    person.fill_all(ADULT, until="lien-he")
    code = drafts.shown_code(Draft.objects.get())
    other = Browser()
    other.fill_all(ADULT, until="lien-he")
    third = Browser()
    third.post("/dang-ky/tiep-tuc/", {"code": code, "phone": "0900000123"})
    page = third.post("/dang-ky/tiep-tuc/", {"otp": last_code()})
    assert len(page.context["others"]) == 1
    assert third.post("/dang-ky/tiep-tuc/", {"only": "this"}).headers["Location"] == "/dang-ky/nguyen-vong/"
    assert drafts.shown_code(Draft.objects.get()) == code


def test_without_the_proof_no_other_draft_is_touched(person):
    person.fill_all(ADULT, until="lien-he")
    Browser().post("/dang-ky/tiep-tuc/", {"only": "this"})
    assert Draft.objects.count() == 1


def test_a_page_that_was_open_too_long_is_shown_again_with_all_that_was_typed(person):
    person.begin()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies.update(person.cookies)
    strict.cookies.pop("dv_csrf", None)
    response = strict.post("/dang-ky/nguoi-dang-ky/", ADULT["nguoi-dang-ky"] | {"date_of_birth": "1/13/1990"})
    page = response.content.decode()
    assert response.status_code == 403
    assert 'value="Nguyễn Văn Ẩn"' in page
    assert 'value="1/13/1990"' in page
    assert "csrfmiddlewaretoken" in page
    assert not Draft.objects.get().answers


def test_steps_are_saved_without_valkey(person, settings):
    person.begin()
    settings.VALKEY_URL = "redis://127.0.0.1:1/0"
    assert person.fill("lien-he", ADULT["lien-he"]).status_code == 302
    assert Draft.objects.get().answers["phone"] == "+84900000123"


def test_the_check_links_each_answer_to_its_own_field_and_back_again(person):
    person.fill_all(ADULT)
    page = person.get("/dang-ky/kiem-tra/").content.decode()
    assert "/dang-ky/lien-he/?sua=1#id_phone" in page
    assert "/dang-ky/nguoi-dang-ky/?sua=1#id_sex" in page
    back = person.post("/dang-ky/lien-he/?sua=1", ADULT["lien-he"] | {"go": "back"})
    assert back.headers["Location"] == "/dang-ky/kiem-tra/"


def test_two_sides_of_the_address_are_found_by_name_without_script(person, wards):
    from portal.places.models import PlaceName

    PlaceName.objects.create(
        ward=wards["00082"], code="00082", kind="phuong", name="Cửa Nam", text="cua nam", searched=" cua nam ha noi"
    )
    person.begin()
    typed = {"permanent_search": "cua nam", "residence_ward": "00070", "residence_province": "02"}
    form = person.fill("noi-o", typed | {"ward_search": "cua nam"}, go="wards").context["form"]
    assert form["permanent_ward"].value() == "00082"
    assert (form["residence_ward"].value(), form["residence_province"].value()) == ("00082", "01")
