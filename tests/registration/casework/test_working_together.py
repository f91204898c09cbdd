"""Two people at one file: who is here, nothing overwritten, corrections brought together, notes of the desk."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.audit.models import Entry
from registration.casework import presence, tracking, versions
from registration.casework.actions.correct import correct
from registration.casework.actions.request_completion import request_completion
from registration.casework.errors import BadInput, WrongRole, WrongState
from registration.casework.models import Event, Note, Registration
from tests.registration.casework.cast import MORNING, at, filed, signed_in
from tests.registration.casework.test_races import together
from tests.registration.casework.walk import to

HOUR = timedelta(hours=1)


def url(registration, page, **more):
    return reverse(f"casework:{page}", kwargs={"code": registration.code} | more)


def now_in_file(registration, **changes):
    """The fields of the correction form as the file stands, with changes."""
    names = (
        "full_name", "other_name", "date_of_birth", "sex", "id_kind", "id_number", "residence_address",
        "residence_stable", "phone", "contact_consent", "determination_date",
    )  # fmt: skip
    return {name: registration.answers.get(name, "") for name in names} | {"reason": "Theo căn cước"} | changes


def test_a_colleague_who_has_the_file_open_is_named(cast):
    registration = filed(cast.ward)
    page = url(registration, "detail")
    assert "Chief" not in signed_in(cast.officer).get(page).context["here"]
    assert "Officer" in signed_in(cast.chief).get(page).context["here"]
    answer = signed_in(cast.officer).post(url(registration, "here"), {"version": "1"}).json()
    assert "Chief" in answer["here"]
    assert answer["changed"] is False
    signed_in(cast.chief).post(url(registration, "here"), {"leave": "1"})
    assert presence.others(registration, cast.officer) == []


def test_the_sign_of_life_tells_that_the_file_went_on_and_is_no_reading(cast):
    registration = filed(cast.ward)
    request_completion(registration, cast.officer, missing=["residence"], message="x", now=MORNING + HOUR)
    assert signed_in(cast.chief).post(url(registration, "here"), {"version": "1"}).json()["changed"] is True
    assert not Entry.objects.filter(action="registration.read").exists()


def test_presence_is_only_a_courtesy_without_valkey(cast, settings):
    registration = filed(cast.ward)
    client = signed_in(cast.officer)
    settings.VALKEY_URL = "redis://127.0.0.1:1/0"
    assert client.get(url(registration, "detail")).status_code == 200


def test_a_step_on_a_file_that_went_on_writes_nothing_and_shows_both(cast):
    with at(MORNING + HOUR):
        registration = filed(cast.ward)
        correct(registration, cast.chief, answers={"sex": "female"}, reason="Theo hộ chiếu")
        form = {"version": "1", "missing": ["residence"], "message": "Lời nhắn đã gõ"}
        client, page = signed_in(cast.officer), url(registration, "move", name="request-completion")
        answer = client.post(page, form)
        words = answer.content.decode()
        assert answer.status_code == 409
        assert "Lời nhắn đã gõ" in words
        assert "Theo hộ chiếu" in words
        assert Registration.objects.get().status == "received"
        assert client.post(page, form | {"version": answer.context["version"]}).status_code == 302
    assert Registration.objects.get().status == "completion_requested"


def test_a_step_that_is_no_longer_possible_gives_the_words_back(cast):
    registration = filed(cast.ward)
    request_completion(registration, cast.chief, missing=["residence"], message="x", now=MORNING + HOUR)
    form = {"version": "1", "reason": "other", "next_step": "Những lời đã gõ rất lâu"}
    answer = signed_in(cast.officer).post(url(registration, "move", name="not-eligible"), form)
    assert answer.status_code == 409
    assert "Những lời đã gõ rất lâu" in answer.content.decode()


@pytest.mark.parametrize("version", ["", "x", "-1", "9" * 40, "\x00", "１"])
def test_a_version_that_is_none_is_no_error(cast, version):
    registration = filed(cast.ward)
    form = {"version": version, "missing": ["residence"], "message": "x"}
    with at(MORNING + HOUR):
        answer = signed_in(cast.officer).post(url(registration, "move", name="request-completion"), form)
    assert answer.status_code == 302


def test_the_desk_puts_data_right_with_a_reason_and_the_person_sees_that_it_did(cast):
    registration = filed(cast.ward)
    client = signed_in(cast.officer)
    assert "099090000123" in client.get(url(registration, "correct")).content.decode()
    form = now_in_file(registration, full_name="Trần Mẫu Đúng", date_of_birth="7/8/1991", version="1")
    assert client.post(url(registration, "correct"), form).status_code == 302
    after = Registration.objects.get()
    assert (after.full_name, after.answers["date_of_birth"], after.event_count) == ("Trần Mẫu Đúng", "1991-08-07", 2)
    assert after.name_dob_index != registration.name_dob_index
    assert after.name_words != registration.name_words
    event = Event.objects.get(kind="correct")
    assert event.detail["before"] == {"full_name": "Trần Mẫu Thử", "date_of_birth": "1990-03-05"}
    assert Entry.objects.get(action="registration.correct").detail["fields"] == ["date_of_birth", "full_name"]
    step = tracking.timeline(after, "vi")[-1]
    assert "Theo căn cước" in step.lines
    assert "Trần Mẫu Thử" not in " ".join(step.lines)


@pytest.mark.parametrize(
    "wrong",
    [{"reason": ""}, {"full_name": ""}, {"date_of_birth": "31/2/1990"}, {"date_of_birth": "1/1/2999"}, {"id_number": "12"},
     {"phone": "abc"}, {"sex": "x"}, {"full_name": "a\x00b"}, {"residence_address": "x" * 900}],
)  # fmt: skip
def test_a_wrong_correction_comes_back_with_everything_typed(cast, wrong):
    registration = filed(cast.ward)
    form = now_in_file(registration, other_name="Tên đã gõ", version="1") | wrong
    answer = signed_in(cast.officer).post(url(registration, "correct"), form)
    assert answer.status_code == 422
    assert "Tên đã gõ" in answer.content.decode()
    assert Registration.objects.get().event_count == 1


def test_a_correction_that_crosses_another_is_brought_together_and_overwrites_nothing(cast):
    registration = filed(cast.ward)
    correct(registration, cast.chief, answers={"sex": "female", "full_name": "Trần Của Trưởng"}, reason="Theo hộ chiếu")
    form = now_in_file(registration, full_name="Trần Của Cán Bộ", residence_address="Số 9 phố Mới", version="1")
    client = signed_in(cast.officer)
    answer = client.post(url(registration, "correct"), form)
    assert answer.status_code == 409
    sides = {side.name: (side.before, side.now, side.typed, side.conflict) for side in answer.context["sides"]}
    assert sides["full_name"] == ("Trần Mẫu Thử", "Trần Của Trưởng", "Trần Của Cán Bộ", True)
    assert sides["residence_address"][3] is False
    assert sides["sex"][3] is False
    assert Registration.objects.get().full_name == "Trần Của Trưởng"
    going_on = answer.context["form"].initial
    assert (going_on["sex"], going_on["residence_address"]) == ("female", "Số 9 phố Mới")
    again = form | {"sex": "female", "version": answer.context["version"]}
    assert client.post(url(registration, "correct"), again).status_code == 302
    after = Registration.objects.get()
    assert (after.full_name, after.answers["sex"]) == ("Trần Của Cán Bộ", "female")


@pytest.mark.parametrize("status", ["decided", "in_treatment", "closed"])
def test_after_the_decision_the_desk_puts_nothing_right(cast, status):
    registration = to(status, cast)
    with pytest.raises(WrongState):
        correct(registration, cast.officer, answers={"sex": "female"}, reason="x")
    assert signed_in(cast.officer).get(url(registration, "correct")).status_code == 409


def test_only_the_police_desk_of_the_ward_puts_data_right(cast):
    registration = filed(cast.ward)
    for user in (cast.social, cast.officer_next_door, cast.coordinator):
        with pytest.raises(WrongRole):
            correct(registration, user, answers={"sex": "female"}, reason="x")
    with pytest.raises(BadInput):
        correct(registration, cast.officer, answers={"sex": "male"}, reason="x")


@pytest.mark.django_db(transaction=True)
def test_of_two_corrections_at_once_one_wins_and_the_other_is_told():
    from tests.registration.casework.cast import make_cast

    cast = make_cast()
    registration = filed(cast.ward)

    def by(user, name):
        return lambda: correct(registration, user, answers={"full_name": name}, reason="x", version=1)

    results = together(by(cast.officer, "Một Hai"), by(cast.chief, "Ba Bốn"))
    assert sorted(isinstance(one, versions.Stale) for one in results) == [False, True]
    assert Registration.objects.get().event_count == 2


def test_a_note_is_read_by_the_desk_that_wrote_it_and_by_nobody_else(cast):
    with at(MORNING + 2 * HOUR):
        registration = to("decided", cast)
        answer = signed_in(cast.officer).post(url(registration, "note"), {"text": "Gọi sau 18 giờ"})
        assert answer.status_code == 302
        pages = {
            user: signed_in(user).get(url(registration, "detail")).content.decode()
            for user in (cast.chief, cast.social)
        }
    assert "Gọi sau 18 giờ" in pages[cast.chief]
    assert "Gọi sau 18 giờ" not in pages[cast.social]
    assert "Gọi sau" not in str(tracking.timeline(registration, "vi"))
    entry = Entry.objects.get(action="registration.note")
    assert "18" not in str(entry.detail)


@pytest.mark.parametrize("text", ["", "   ", "x" * 2001, "a\x00b"])
def test_a_note_that_cannot_be_kept_comes_back_as_typed(cast, text):
    registration = filed(cast.ward)
    answer = signed_in(cast.officer).post(url(registration, "note"), {"text": text})
    assert answer.status_code == 422
    assert answer.context["note_text"] == text
    assert not Note.objects.exists()


def test_a_reading_stays_noted_even_where_the_page_fails(cast, monkeypatch):
    registration = filed(cast.ward)
    client = signed_in(cast.officer)
    client.raise_request_exception = False
    monkeypatch.setattr("registration.casework.views.detail.page_of", lambda *given: 1 / 0)
    assert client.get(url(registration, "detail")).status_code == 500
    assert Entry.objects.filter(action="registration.read").count() == 1
