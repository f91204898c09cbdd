"""Reasons and missing parts in an officer's own words: taken, shown to the person, sealed, and kept out of the log."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.urls import reverse

from portal.audit.models import Entry
from registration.casework import erasure, tracking
from registration.casework.actions.postpone import postpone
from registration.casework.actions.stop import stop
from registration.casework.errors import BadInput
from registration.casework.forms.moves import BeginAftercareForm
from tests.registration.casework.cast import MORNING, filed, signed_in
from tests.registration.casework.walk import day, to

WORDS = "Giấy của trạm y tế cũ"


def post(user, registration, name, form):
    url = reverse("casework:move", kwargs={"code": registration.code, "name": name})
    return signed_in(user).post(url, form)


def sealed_everywhere(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT string_agg(row::text, '') FROM {table} row")
        return WORDS not in cursor.fetchone()[0]


def told(registration) -> str:
    return " ".join(line for step in tracking.timeline(registration, "vi") for line in step.lines)


@pytest.mark.parametrize("missing", [WORDS, ["residence", f"  {WORDS} "]])
def test_a_missing_part_in_own_words_reaches_the_person_and_stays_sealed(cast, missing):
    registration = filed(cast.ward)
    answer = post(cast.officer, registration, "request-completion", {"missing": missing, "message": "Mời mang đến."})
    assert answer.status_code == 302
    assert WORDS in told(registration)
    assert "other" in registration.completion_requests.get().missing
    assert WORDS not in str([entry.detail for entry in Entry.objects.all()])
    assert sealed_everywhere("casework_completionrequest")
    assert sealed_everywhere("casework_event")
    page = signed_in(cast.officer).get(reverse("casework:detail", kwargs={"code": registration.code}))
    assert WORDS in page.content.decode()
    erasure.erase(registration, MORNING)
    assert registration.completion_requests.get().own_words == []


def test_a_reason_in_own_words_is_proposed_confirmed_and_told(cast):
    registration = filed(cast.ward)
    form = {"reason": WORDS, "next_step": "Mời đến phường khác."}
    assert post(cast.officer, registration, "not-eligible", form).status_code == 302
    page = signed_in(cast.chief).get(reverse("casework:detail", kwargs={"code": registration.code}))
    assert WORDS in page.content.decode()
    assert post(cast.chief, registration, "confirm-not-eligible", {}).status_code == 302
    assert WORDS in told(registration)
    assert sealed_everywhere("casework_noteligibleproposal")
    assert WORDS not in str([entry.detail for entry in Entry.objects.all()])


def test_stopping_and_postponing_take_own_words_but_not_none(cast):
    registration = to("decided", cast)
    until = day(MORNING) + timedelta(days=5)
    registration = postpone(registration, cast.chief, reason=WORDS, until=until, now=MORNING + timedelta(hours=2))
    assert WORDS in told(registration)
    treated = to("in_treatment", cast, phone="0912345699")
    with pytest.raises(BadInput):
        stop(treated, cast.officer, reason="  ")
    assert WORDS in told(stop(treated, cast.officer, reason=WORDS))


@pytest.mark.parametrize("until", [date(2026, 10, 6), date(2020, 1, 1), date(2036, 10, 6), date.max])
def test_nothing_is_postponed_to_the_past_or_beyond_all_measure(cast, until):
    registration = to("decided", cast)
    with pytest.raises(BadInput):
        postpone(registration, cast.chief, reason="illness", until=until, now=MORNING + timedelta(hours=2))


@pytest.mark.parametrize("spelling", ["DV {0} {1}", "dv-{0}-{1}", "{0}{1}", " DV-{0}-{1} "])
def test_a_code_in_an_address_is_understood_in_every_spelling(cast, spelling):
    registration = filed(cast.ward)
    code = registration.code
    address = f"/staff/registrations/{spelling.format(code[:5].lower(), code[5:])}/"
    assert signed_in(cast.officer).get(address).status_code == 200


def test_a_helper_is_named_by_email_or_number(cast):
    registration = to("completed", cast)
    for helper in (cast.helper.email, cast.helper.email.upper(), str(cast.helper.pk)):
        form = BeginAftercareForm({"helper": helper, "organisation": "x", "otp_token": "1"}, registration=registration)
        assert form.is_valid(), form.errors
        assert form.cleaned_data["helper"] == cast.helper
    for nobody in ("", "9" * 30, str(cast.chief.pk), cast.chief.email, "a\x00b"):
        form = BeginAftercareForm({"helper": nobody, "organisation": "x", "otp_token": "1"}, registration=registration)
        assert "helper" in form.errors
