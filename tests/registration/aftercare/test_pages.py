"""Who sees which page of aftercare, what stands there and what does not, and bad input."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from registration.aftercare.models import FollowUp, SupportNeed
from registration.aftercare.urls import urlpatterns
from registration.casework import tracking
from registration.casework.actions.close import close
from registration.casework.actions.move import move
from registration.casework.clock import end_of_day
from tests.registration.aftercare.scene import make_scene, visit
from tests.registration.casework.cast import at, filed, signed_in
from tests.registration.casework.test_permissions import unwrapped
from tests.registration.casework.walk import to


def addresses(scene):
    """Every address of the room with the person's objects -> who may open it."""
    code = {"code": scene.person.code}
    contact, need = scene.plan()[0].pk, scene.person.support_needs.first().pk
    helper, desk = {"helper"}, {"social", "chair"}
    return {
        ("people", ()): helper | {"other_helper", "helper_next_door"},
        ("desk", ()): desk,
        ("person", tuple(code.items())): helper,
        ("visit", tuple(code.items())): helper,
        ("contact", (*code.items(), ("contact", contact))): helper,
        ("missed", (*code.items(), ("contact", contact))): helper,
        ("reschedule", (*code.items(), ("contact", contact))): helper,
        ("helper_need", tuple(code.items())): helper,
        ("desk_need", tuple(code.items())): desk,
        ("need_step", (*code.items(), ("need", need), ("step", "met"))): desk,
    }


HELPERS = {"helper", "other_helper", "helper_next_door"}
COMMITTEE = {"social", "chair"}


def test_every_person_every_page(scene):
    people = scene.cast.staff() | {"other_helper": scene.other_helper, "helper_next_door": scene.helper_next_door}
    found = addresses(scene)
    assert {name for name, _kwargs in found} == {pattern.name for pattern in urlpatterns}
    with at(scene.noon(31)):
        for who, user in people.items():
            client = signed_in(user)
            for (name, kwargs), allowed in found.items():
                role_fits = who in (HELPERS if allowed & HELPERS else COMMITTEE)
                expected = 200 if who in allowed else 404 if role_fits else 403
                url = reverse(f"aftercare:{name}", kwargs=dict(kwargs))
                assert client.get(url).status_code == expected, (who, name)
                if expected != 200:
                    assert client.post(url, {"kind": "health"}).status_code in {expected, 405}, (who, name)


def test_every_address_says_which_roles_it_takes():
    assert all(getattr(unwrapped(pattern.callback), "roles", None) for pattern in urlpatterns)


def test_nobody_enters_without_the_second_factor_and_no_post_without_the_token(scene):
    client = Client()
    client.force_login(scene.cast.helper)
    assert client.get(reverse("aftercare:people")).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(scene.cast.helper).cookies
    assert strict.post(reverse("aftercare:helper_need", kwargs={"code": scene.person.code})).status_code == 403


@pytest.mark.parametrize("how", ["posting ends", "another helper", "closed", "moved"])
def test_access_ends_at_once(scene, how):
    url = reverse("aftercare:person", kwargs={"code": scene.person.code})
    with at(scene.noon(10)):
        client = signed_in(scene.cast.helper)
        assert client.get(url).status_code == 200
        if how == "posting ends":
            scene.cast.helper.postings.update(ends_on=scene.noon(9).date())
        elif how == "another helper":
            scene.person.helper = scene.other_helper
            scene.person.save()
        elif how == "moved":
            move(scene.person, scene.cast.officer, ward=scene.cast.next_door, reason="Chuyển nhà")
        else:
            close(scene.person, scene.cast.chair, now=end_of_day(scene.person.aftercare_ends_on))
        assert client.get(url).status_code in {403, 404}


def test_the_helper_sees_name_contact_plan_needs_and_nothing_else_of_the_file(scene):
    with at(scene.noon(31)):
        page = signed_in(scene.cast.helper).get(reverse("aftercare:person", kwargs={"code": scene.person.code}))
    text = page.content.decode()
    for word in ("Trần Mẫu Thử", "Sau 19 giờ", "tel:+84912345678", "Việc làm"):
        assert word in text
    for word in ("099090000123", "Đau dạ dày", "1990", "phố Thử Nghiệm", "F 22", "home_community"):
        assert word not in text


def test_a_person_who_wants_no_calls_is_shown_without_a_number(db):
    scene = make_scene(contact_consent="none")
    with at(scene.noon(3)):
        page = signed_in(scene.cast.helper).get(reverse("aftercare:person", kwargs={"code": scene.person.code}))
    assert "912345678" not in page.content.decode()


def test_a_reading_is_audited_and_the_person_sees_it(scene):
    with at(scene.noon(3)):
        signed_in(scene.cast.helper).get(reverse("aftercare:person", kwargs={"code": scene.person.code}))
        signed_in(scene.cast.helper).get(reverse("aftercare:people"))
    entry = Entry.objects.get(action="registration.helper_read")
    assert entry.detail == {"ward": "00070", "role": "helper", "desk": "helper"}
    assert Entry.objects.filter(action="aftercare.people").count() == 1
    assert tracking.readers(scene.person)[0].what == "Người hỗ trợ đã mở phần cần cho việc hỗ trợ"


def post_visit(scene, client, **changes):
    contact = scene.plan()[0]
    url = reverse("aftercare:contact", kwargs={"code": scene.person.code, "contact": contact.pk})
    words = {"key": str(uuid4()), "happened_on": scene.noon(31).date().isoformat(), "channel": "visit"}
    return client.post(url, words | {"signal": "some", "how": "Đã đi học nghề"} | changes), url, contact


def test_a_helper_records_a_contact_with_a_new_need_in_one_form(scene):
    with at(scene.noon(31)):
        answer, _url, contact = post_visit(scene, signed_in(scene.cast.helper), needs=["health"])
    assert answer.status_code == 302
    contact.refresh_from_db()
    assert (contact.state, contact.words["how"]) == ("done", "Đã đi học nghề")
    assert SupportNeed.objects.get(kind="health").source == "helper"


def test_the_same_form_sent_again_after_a_lost_answer_leads_on_and_counts_once(scene):
    key = str(uuid4())
    with at(scene.noon(31)):
        client = signed_in(scene.cast.helper)
        _answer, url, _contact = post_visit(scene, client, key=key)
        again = client.post(
            url, {"key": key, "happened_on": scene.noon(31).date().isoformat(), "channel": "visit", "signal": "some"}
        )
    assert again.status_code == 302
    assert FollowUp.objects.filter(state="done").count() == 1


@pytest.mark.parametrize(
    "bad",
    [
        {"happened_on": "31/02/2027"},
        {"happened_on": "9" * 400},
        {"channel": "pigeon"},
        {"signal": ""},
        {"signal": "\x00"},
        {"how": "\x00"},
        {"how": "x" * 5000},
        {"needs": ["gold"]},
        {"next_on": "1/1/1900"},
        {"key": "not a key"},
    ],
)
def test_bad_words_are_said_kindly_and_nothing_typed_is_lost(scene, bad):
    with at(scene.noon(31)):
        answer, _url, contact = post_visit(scene, signed_in(scene.cast.helper), **({"how": "Giữ lại lời này"} | bad))
    assert answer.status_code == 422
    assert "govuk-error-summary" in answer.content.decode()
    if "how" not in bad:
        assert "Giữ lại lời này" in answer.content.decode()
    contact.refresh_from_db()
    assert contact.state == "planned"


@pytest.mark.parametrize("number", ["0", "999999", "9" * 30])
def test_contacts_and_needs_of_nobody_are_not_found(scene, number):
    with at(scene.noon(31)):
        code = scene.person.code
        assert signed_in(scene.cast.helper).get(f"/staff/people/{code}/contacts/{number}/").status_code == 404
        desk = signed_in(scene.cast.social)
        assert desk.get(f"/staff/aftercare/{code}/needs/{number}/met/").status_code == 404
        need = scene.person.support_needs.first().pk
        assert desk.get(f"/staff/aftercare/{code}/needs/{need}/dance/").status_code == 404


def test_a_contact_of_somebody_else_is_not_reached_through_ones_own_person(scene):
    other = filed(scene.cast.ward)
    stray = FollowUp.objects.create(registration=other, ward=other.ward, due_on=scene.began)
    with at(scene.noon(31)):
        url = reverse("aftercare:contact", kwargs={"code": scene.person.code, "contact": stray.pk})
        assert signed_in(scene.cast.helper).get(url).status_code == 404


def test_a_need_that_went_on_meanwhile_answers_409_and_changes_nothing(scene):
    need = scene.person.support_needs.first()
    SupportNeed.objects.filter(pk=need.pk).update(state="met", met_on=scene.began)
    url = reverse("aftercare:need_step", kwargs={"code": scene.person.code, "need": need.pk, "step": "not-met"})
    with at(scene.noon(5)):
        assert signed_in(scene.cast.social).post(url, {"reason": "no_offer"}).status_code == 409
    need.refresh_from_db()
    assert need.state == "met"


def test_that_somebody_used_again_stays_with_the_helper(scene):
    visit(scene, scene.plan()[0], scene.noon(30), signal="used_again", how="Kể là đã dùng lại")
    page = reverse("casework:detail", kwargs={"code": scene.person.code})
    with at(scene.noon(31)):
        for who in ("officer", "chief", "social", "chair"):
            text = signed_in(getattr(scene.cast, who)).get(page).content.decode()
            assert "dùng lại" not in text, who
            assert ("cần hỗ trợ sớm" in text) == (who in {"social", "chair"})
        mine = signed_in(scene.cast.helper).get(reverse("aftercare:person", kwargs={"code": scene.person.code}))
    assert "Kể là đã dùng lại" in mine.content.decode()


def test_the_list_asks_the_same_number_of_questions_for_any_number_of_people(scene, django_assert_max_num_queries):
    with at(scene.noon(5)):
        client = signed_in(scene.cast.helper)
        client.get(reverse("aftercare:people"))
        for _ in range(3):
            to("aftercare", scene.cast)
        with django_assert_max_num_queries(16):
            assert client.get(reverse("aftercare:people")).content.decode().count("dv-people__item") == 4


def test_the_desks_list_shows_late_contacts_needs_and_who_has_no_helper(scene):
    with at(scene.noon(60)):
        text = signed_in(scene.cast.chair).get(reverse("aftercare:desk")).content.decode()
        assert scene.person.display_code in text
        assert "Trần" not in text
        neighbour = signed_in(scene.cast.social).get(reverse("aftercare:desk")).status_code
    assert neighbour == 200
