"""Who sees which page of treatment, what stands there and what does not, and bad input."""

import pytest
from django.test import Client
from django.urls import reverse

from portal.audit.models import Entry
from registration.casework import tracking
from registration.casework.desks import desks_of
from registration.treatment.actions.answer_referral import accept, discharge
from registration.treatment.case_panels import show
from registration.treatment.models import FacilityPlaces, Referral
from registration.treatment.steps import DESK_STEPS, FACILITY_STEPS
from registration.treatment.urls import urlpatterns
from tests.registration.casework.cast import at, signed_in
from tests.registration.casework.test_permissions import unwrapped
from tests.registration.casework.walk import day
from tests.registration.treatment.scene import NOW, decided, make_scene

KEYS = {"stage": "reception", "public-step": "public_facility_request"}


def url(scene, page, **more):
    return reverse(f"treatment:{page}", kwargs={"code": scene.person.code} | more)


def desk_urls(scene, referral):
    for name, row in DESK_STEPS.items():
        key = KEYS.get(name, str(referral.pk))
        yield url(scene, "desk_step_of", name=name, key=key) if row.keyed else url(scene, "desk_step", name=name)


def facility_urls(scene):
    yield url(scene, "person")
    for name, row in FACILITY_STEPS.items():
        yield (
            url(scene, "facility_step_of", name=name, key="reception")
            if row.keyed
            else url(scene, "facility_step", name=name)
        )


def test_every_person_every_page(scene):
    referral = scene.refer(words="Cần phiên dịch")
    people = scene.cast.staff() | {"staff": scene.staff, "other_staff": scene.other_staff}
    with at(NOW):
        for who, user in people.items():
            client = signed_in(user)
            police = who in {"officer", "chief", "second_chief"}
            next_door = who in {"officer_next_door", "chief_next_door"}
            for address in desk_urls(scene, referral):
                expected = 200 if police else 404 if next_door else 403
                assert client.get(address).status_code == expected, (who, address)
                if expected != 200:
                    assert client.post(address, {}).status_code == expected, (who, address)
            for address in facility_urls(scene):
                expected = {"staff": 200, "other_staff": 404}.get(who, 403)
                assert client.get(address).status_code == expected, (who, address)
                if expected != 200:
                    assert client.post(address, {}).status_code in {expected, 405}, (who, address)
            listing = client.get(reverse("treatment:facility")).status_code
            assert listing == (200 if who in {"staff", "other_staff"} else 403)
            places = client.get(reverse("treatment:places", kwargs={"facility": scene.facility.pk})).status_code
            assert places == {"staff": 200, "other_staff": 404}.get(who, 403)
            back = client.post(url(scene, "came_back", earlier=scene.person.code)).status_code
            assert back == (404 if police or next_door else 403)
    referral.refresh_from_db()
    assert referral.state == "proposed"


def test_every_address_says_which_roles_it_takes():
    assert all(getattr(unwrapped(pattern.callback), "roles", None) for pattern in urlpatterns)


def test_nobody_enters_without_the_second_factor_and_no_post_without_the_token(scene):
    scene.refer()
    client = Client()
    client.force_login(scene.staff)
    assert client.get(reverse("treatment:facility")).status_code == 302
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = signed_in(scene.staff).cookies
    assert strict.post(url(scene, "facility_step", name="accept")).status_code == 403
    assert Referral.objects.get().state == "proposed"


def test_the_staff_sees_name_age_contact_and_nothing_else_of_the_file(scene):
    scene.refer(words="Cần phiên dịch")
    with at(NOW):
        text = signed_in(scene.staff).get(url(scene, "person")).content.decode()
        others = signed_in(scene.other_staff).get(reverse("treatment:facility")).content.decode()
    for word in ("Trần Mẫu Thử", "36 tuổi", "0912 345 678", "Cần phiên dịch"):
        assert word in text
    for word in ("099090000123", "Đau dạ dày", "phố Thử Nghiệm", "heroin"):
        assert word not in text
    assert "Trần Mẫu Thử" not in others


def test_a_reading_is_audited_and_the_person_sees_it(scene):
    scene.refer()
    with at(NOW):
        client = signed_in(scene.staff)
        client.get(url(scene, "person"))
        client.get(reverse("treatment:facility"))
    assert Entry.objects.get(action="registration.facility_read").detail["facility"] == scene.facility.pk
    assert Entry.objects.filter(action="facility.people").count() == 1
    assert tracking.readers(scene.person)[0].role == "nhân viên cơ sở"


@pytest.mark.parametrize("how", ["posting ends", "declined", "discharged"])
def test_access_ends_at_once(scene, how):
    with at(NOW):
        client = signed_in(scene.staff)
        referral = scene.admitted() if how == "discharged" else scene.refer()
        assert client.get(url(scene, "person")).status_code == 200
        if how == "posting ends":
            scene.staff.postings.update(ends_on="2026-01-31")
        elif how == "declined":
            client.post(url(scene, "facility_step", name="decline"), {"reason": "age"})
        else:
            discharge(referral, scene.by, discharged_on=day(NOW), reason="home")
        assert client.get(url(scene, "person")).status_code in {403, 404}


def test_a_stay_walked_by_page_from_referral_to_report(scene):
    today = day(NOW).isoformat()
    with at(NOW):
        desk, staff = signed_in(scene.cast.officer), signed_in(scene.staff)
        refer = url(scene, "desk_step", name="refer")
        assert desk.post(refer, {"facility": scene.facility.pk, "ground": "agreed"}).status_code == 302
        for name, words in (
            ("accept", {}),
            ("admit", {"admitted_on": today}),
            ("report-stop", {"on": today, "reason": "own_wish", "words": "Đã về nhà"}),
        ):
            assert staff.post(url(scene, "facility_step", name=name), words).status_code == 302, name
        stage = url(scene, "facility_step_of", name="stage", key="reception")
        assert staff.post(stage, {"started_on": today, "ended_on": today, "result": "good"}).status_code == 302
        page = desk.get(reverse("casework:detail", kwargs={"code": scene.person.code})).content.decode()
        for word in ("Đã dừng cai nghiện", "Đã về nhà", "Tiếp nhận, phân loại", scene.facility.name):
            assert word in page
        committee = signed_in(scene.cast.social).get(reverse("casework:detail", kwargs={"code": scene.person.code}))
        assert "Tiếp nhận, phân loại" not in committee.content.decode()


def test_a_full_facility_is_told_so_and_nothing_changes(scene):
    scene.refer()
    FacilityPlaces.objects.create(facility=scene.facility, places=0)
    with at(NOW):
        answer = signed_in(scene.staff).post(url(scene, "facility_step", name="accept"))
    assert (answer.status_code, Referral.objects.get().state) == (409, "proposed")
    assert "không còn chỗ trống" in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("decline", {"reason": ""}),
        ("decline", {"reason": "\x00"}),
        ("decline", {"reason": "x" * 500}),
        ("decline", {}),
    ],
)
def test_bad_words_of_a_facility_are_said_and_change_nothing(scene, name, words):
    scene.refer()
    with at(NOW):
        answer = signed_in(scene.staff).post(url(scene, "facility_step", name=name), words)
    assert answer.status_code == 422
    assert Referral.objects.get().state == "proposed"


@pytest.mark.parametrize("places", ["-1", "9" * 40, "many", "1.5", "\x00"])
def test_impossible_places_are_said_and_kept_on_the_page(scene, places):
    address = reverse("treatment:places", kwargs={"facility": scene.facility.pk})
    answer = signed_in(scene.staff).post(address, {"places": places})
    assert answer.status_code == 422
    assert not FacilityPlaces.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        {"facility": "9" * 30, "ground": "agreed"},
        {"facility": "x", "ground": "agreed"},
        {},
        {"facility": "1", "ground": "because"},
        {"facility": "1", "ground": "agreed", "words": "x" * 5000},
    ],
)
def test_bad_words_of_a_referral_are_said_and_refer_nobody(scene, words):
    with at(NOW):
        answer = signed_in(scene.cast.officer).post(url(scene, "desk_step", name="refer"), words)
    assert answer.status_code == 422
    assert not Referral.objects.exists()


@pytest.mark.parametrize("key", ["0", "9" * 30, "x", "²"])
def test_referrals_of_nobody_are_not_found(scene, key):
    with at(NOW):
        address = f"/staff/treatment/{scene.person.code}/revoke/{key}/"
        assert signed_in(scene.cast.officer).get(address).status_code == 404


def test_the_facilitys_list_asks_the_same_number_of_questions_for_any_number_of_people(
    scene, django_assert_max_num_queries
):
    with at(NOW):
        client = signed_in(scene.staff)
        for _ in range(4):
            scene.refer(decided(scene.cast))
        client.get(reverse("treatment:facility"))
        with django_assert_max_num_queries(16):
            assert client.get(reverse("treatment:facility")).content.decode().count("dv-people__item") == 4


def test_the_panel_is_for_the_police_desk_of_the_ward_alone(scene):
    accept(scene.refer(), scene.by, now=NOW)
    for who, sees in (("officer", True), ("chief", True), ("social", False), ("chair", False)):
        user = getattr(scene.cast, who)
        assert (show(scene.person, user, desks_of(user)) is not None) == sees, who


def test_the_pages_of_a_public_facility_show_the_clock(db):
    scene = make_scene("public_facility")
    with at(NOW):
        page = signed_in(scene.cast.officer).get(reverse("casework:detail", kwargs={"code": scene.person.code}))
    assert "Công an cấp xã gửi văn bản đề nghị" in page.content.decode()


def test_a_step_that_shows_the_person_is_noted_as_a_reading(scene):
    scene.refer()
    with at(NOW):
        signed_in(scene.staff).get(url(scene, "facility_step", name="accept"))
        signed_in(scene.cast.officer).get(url(scene, "desk_step", name="plan"))
    read = Entry.objects.filter(object_ref=str(scene.person.pk), action__endswith="read").order_by("pk")
    assert [entry.action for entry in read] == ["registration.facility_read", "registration.read"]


def test_a_number_longer_than_any_is_not_found(scene):
    with at(NOW):
        address = url(scene, "desk_step_of", name="revoke", key="9" * 5000)
        assert signed_in(scene.cast.officer).get(address).status_code == 404
