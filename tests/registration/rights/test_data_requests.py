"""A person's rights over their own data: two clocks, one table, answers by the head of the desk, and forgetting."""

from contextlib import suppress
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.audit.models import Entry
from portal.sms.models import OutboundMessage
from registration.casework import tracking
from registration.casework.erasure import erase
from registration.casework.errors import BadInput, MoveRefused, WrongRole
from registration.casework.escalation import digest
from registration.rights import law
from registration.rights.actions.answer import extend, grant, refuse, take_in_hand
from registration.rights.actions.ask import MOST, ask, take_back
from registration.rights.errors import NotNow
from registration.rights.models import DataRequest
from registration.rights.retention import RULES
from registration.rights.states import NEXT, OPEN, State
from tests.registration.casework.cast import MORNING, VIETNAM, Cast, filed, make_cast, signed_in
from tests.registration.casework.walk import to

DAYS = {"view": 10, "correct": 10, "copy": 10, "withdraw_consent": 15, "restrict": 15, "object": 15, "erase": 20}


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(MORNING, tick=False):
        yield


@pytest.fixture
def cast(db) -> Cast:
    return make_cast()


@pytest.fixture
def asked(cast):
    """A request to restrict, on a received registration."""
    return ask(to("received", cast), "restrict", "Xin tạm dừng dùng số điện thoại cũ")


@pytest.mark.parametrize(("kind", "days"), DAYS.items())
def test_each_right_has_its_two_clocks_out_of_the_data(cast, kind, days):
    one = ask(to("received", cast), kind, "")
    assert one.first_due_at == datetime(2026, 10, 8, 23, 59, 59, tzinfo=VIETNAM)
    assert (one.due_at - one.asked_at).days in range(days, days + 3)  # a last day off moves on


def test_the_file_of_rights_is_whole():
    rules = law.law()
    assert set(rules.rights) == set(DAYS) == set(rules.answer)
    assert all(words.vi and words.en and words.hint_vi and words.hint_en for words in rules.rights.values())
    assert "kept_by_law" in rules.refusals


@pytest.mark.parametrize("kind", ["", "x", "view\x00", "kept_by_law"])
def test_an_unknown_right_is_refused(cast, kind):
    with pytest.raises(BadInput):
        ask(to("received", cast), kind, "")


def test_before_receipt_there_is_nobody_to_ask(cast):
    with pytest.raises(NotNow):
        ask(to("prepared", cast), "view", "")


def test_the_same_right_is_asked_once_at_a_time_and_the_database_says_so_too(cast, asked):
    with pytest.raises(NotNow):
        ask(asked.registration, "restrict", "")
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.create(
            registration=asked.registration, ward=cast.ward, kind="restrict", asked_at=MORNING,
            first_due_at=MORNING, due_at=MORNING,
        )  # fmt: skip


def test_nobody_floods_the_desk(cast, asked):
    for _number in range(MOST - 1):
        take_back(ask(asked.registration, "view", ""))
    with pytest.raises(NotNow):
        ask(asked.registration, "copy", "")


def test_the_words_are_sealed_and_out_of_the_log(asked):
    assert not any("số điện thoại" in str(entry.detail) for entry in Entry.objects.all())


def test_first_answer_then_done_and_the_person_is_told_neutrally(cast, asked):
    take_in_hand(asked, cast.chief, words="Chúng tôi đang xem.")
    done = grant(asked, cast.chief, words="Đã tạm dừng.")
    assert (done.state, done.first_answer, done.answer) == (State.GRANTED, "Chúng tôi đang xem.", "Đã tạm dừng.")
    assert OutboundMessage.objects.filter(template="registration_update").count() == 2


def test_a_refusal_needs_a_reason_of_the_list_and_words(cast, asked):
    for reason, words in (("", "x"), ("my_mood", "x"), ("kept_by_law", " ")):
        with pytest.raises(BadInput):
            refuse(asked, cast.chief, reason=reason, words=words)
    assert refuse(asked, cast.chief, reason="kept_by_law", words="Hồ sơ phải lưu.").refusal_words


def test_more_time_is_taken_once_with_a_reason_and_counts_as_first_answer(cast, asked):
    longer = extend(asked, cast.chief, reason="other_body")
    assert timedelta(days=15) <= longer.due_at - asked.due_at <= timedelta(days=19)
    assert longer.state == State.IN_HAND
    with pytest.raises(NotNow):
        extend(asked, cast.chief, reason="other_body")


def test_more_time_is_not_taken_after_the_end(cast, asked):
    with pytest.raises(NotNow):
        extend(asked, cast.chief, reason="other_body", now=asked.due_at + timedelta(seconds=1))


@pytest.mark.parametrize("who", ["officer", "social", "chair", "chief_next_door", "coordinator", "administrator"])
def test_only_the_head_of_the_desk_answers(cast, asked, who):
    with pytest.raises(WrongRole):
        grant(asked, getattr(cast, who), words="x")


def test_the_committees_chair_answers_from_the_decision_on(cast):
    one = ask(to("decided", cast), "view", "")
    assert grant(one, cast.chair, words="Xong").answered_by == cast.chair


@pytest.mark.parametrize(("hours", "level"), [(1, "calm"), (50, "near"), (80, "over")], ids=["fresh", "near", "over"])
def test_a_request_presses_more_and_more(asked, hours, level):
    now = MORNING + timedelta(hours=hours)
    assert asked.level(now) == level
    assert DataRequest.objects.over(now).exists() == (level == "over")


doings = st.lists(
    st.tuples(
        st.sampled_from(["in_hand", "grant", "refuse", "extend", "take_back"]), st.sampled_from([0, 30, 200, 900])
    ),
    min_size=1,
    max_size=8,
)


@pytest.mark.django_db
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tries=doings)
def test_no_sequence_of_tries_leaves_the_table(tries):
    with transaction.atomic():
        cast = make_cast()
        one = ask(filed(cast.ward), "object", "", now=MORNING)
        now = MORNING
        for what, hours in tries:
            now += timedelta(hours=hours)
            before = DataRequest.objects.get(pk=one.pk)
            with suppress(MoveRefused):
                match what:
                    case "in_hand":
                        take_in_hand(one, cast.chief, words="x", now=now)
                    case "grant":
                        grant(one, cast.chief, words="x", now=now)
                    case "refuse":
                        refuse(one, cast.chief, reason="not_held", words="x", now=now)
                    case "extend":
                        extend(one, cast.chief, reason="unclear", now=now)
                    case "take_back":
                        take_back(one, now=now)
            after = DataRequest.objects.get(pk=one.pk)
            assert after.state == before.state or after.state in NEXT[before.state]
            assert after.due_at == before.due_at or (before.extended_at is None and after.extended_at)
            assert (after.answered_at is None) == (after.state in OPEN)
        transaction.set_rollback(True)


def test_the_list_shows_what_presses_first_and_no_words(cast, asked):
    page = signed_in(cast.chief).get("/staff/data-requests/").content.decode()
    assert asked.registration.display_code in page
    assert "số điện thoại cũ" not in page


def test_reading_a_request_is_noted_and_shown_to_the_person(cast, asked):
    page = signed_in(cast.chief).get(f"/staff/data-requests/{asked.pk}/").content.decode()
    assert "số điện thoại cũ" in page
    assert len(tracking.readers(asked.registration)) == 1


@pytest.mark.parametrize(
    ("who", "status"), [("officer", 403), ("helper", 403), ("chair", 404), ("chief_next_door", 404)]
)
def test_others_do_not_read_it(cast, asked, who, status):
    assert signed_in(getattr(cast, who)).get(f"/staff/data-requests/{asked.pk}/").status_code == status


def test_the_page_answers_and_a_fault_keeps_what_was_typed(cast, asked):
    client, url = signed_in(cast.chief), f"/staff/data-requests/{asked.pk}/"
    wrong = client.post(url, {"do": "refuse", "answer": "Vì hồ sơ phải lưu", "reason": ""})
    assert wrong.status_code == 422
    assert "Vì hồ sơ phải lưu" in wrong.content.decode()
    assert client.post(url, {"do": "grant", "answer": "Đã làm"}).status_code == 302
    asked.refresh_from_db()
    assert asked.state == State.GRANTED


@pytest.mark.parametrize("do", ["", "x", "grant\x00"])
def test_an_unknown_answer_is_explained(cast, asked, do):
    response = signed_in(cast.chief).post(f"/staff/data-requests/{asked.pk}/", {"do": do, "answer": "x"})
    assert response.status_code == 422


def test_two_heads_at_once_answer_once(cast, asked):
    grant(asked, cast.chief, words="Xong")
    page = signed_in(cast.second_chief).post(
        f"/staff/data-requests/{asked.pk}/", {"do": "refuse", "answer": "x", "reason": "not_held"}
    )
    asked.refresh_from_db()
    assert (page.status_code, asked.state) == (422, State.GRANTED)


def test_erasing_the_registration_empties_its_requests(cast, asked):
    grant(asked, cast.chief, words="Đã làm")
    erase(asked.registration, MORNING)
    asked.refresh_from_db()
    assert (asked.text, asked.answer) == ("", "")


def test_answered_requests_are_forgotten_after_two_years(cast, asked):
    grant(asked, cast.chief, words="Đã làm")
    late = MORNING + timedelta(days=731)
    assert RULES[0].apply(late, True) == 1
    RULES[0].apply(late, False)
    assert not DataRequest.objects.exists()


def test_the_panel_tells_the_head_of_the_desk_and_nobody_else(cast, asked):
    path = f"/staff/registrations/{asked.registration.display_code}/"
    assert 'id="data-requests"' in signed_in(cast.chief).get(path, follow=True).content.decode()
    assert 'id="data-requests"' not in signed_in(cast.officer).get(path, follow=True).content.decode()


def test_what_is_over_time_stands_in_the_chiefs_warnings_and_letter(cast, asked):
    late = MORNING + timedelta(days=5)
    with time_machine.travel(late, tick=False):
        page = signed_in(cast.chief).get("/staff/warnings/").content.decode()
        assert "/staff/data-requests/" in page
        assert any("dữ liệu" in line or "Data requests" in line for line in digest.summary(cast.chief, late))
        assert not [line for line in digest.summary(cast.officer, late) if "Data requests" in line]
