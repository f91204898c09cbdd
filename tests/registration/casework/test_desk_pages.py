"""The desk's pages as an officer uses them."""

from datetime import timedelta

import pytest
from django.urls import reverse

from portal.audit.models import Entry
from registration.casework.actions.complete import complete
from registration.casework.actions.decide import decide
from registration.casework.actions.request_completion import request_completion
from registration.casework.models import Document, Registration
from tests.registration.casework.cast import MORNING, answers, at, filed, fresh_code, signed_in
from tests.registration.casework.walk import day, to

HOUR = timedelta(hours=1)


def move_url(registration, name):
    return reverse("casework:move", kwargs={"code": registration.code, "name": name})


def detail_url(registration):
    return reverse("casework:detail", kwargs={"code": registration.code})


def test_the_inbox_shows_code_initials_and_clock_but_no_name(cast):
    with at(MORNING + 2 * HOUR):
        filed(cast.ward)
        page = signed_in(cast.officer).get("/staff/registrations/").content.decode()
    registration = Registration.objects.get()
    assert registration.display_code in page
    assert "T. M. T." in page
    assert "Trần" not in page


def test_the_most_urgent_file_stands_first(cast):
    later = filed(cast.ward, now=MORNING + 3 * HOUR)
    sooner = filed(cast.ward, now=MORNING)
    page = signed_in(cast.officer).get("/staff/registrations/").content.decode()
    assert page.index(sooner.display_code) < page.index(later.display_code)


def test_the_inbox_asks_the_same_few_questions_for_one_file_and_for_fifty(cast, django_assert_max_num_queries):
    filed(cast.ward)
    client = signed_in(cast.officer)
    client.get("/staff/registrations/")
    with django_assert_max_num_queries(40) as one:
        client.get("/staff/registrations/")
    for _ in range(49):
        filed(cast.ward)
    with django_assert_max_num_queries(40) as fifty:
        client.get("/staff/registrations/")
    assert len(one) == len(fifty)
    assert len(fifty) <= 16


@pytest.mark.parametrize("words", ["0912 345 678", "099090000123", "099 090 000 123", "CODE"])
def test_search_finds_by_code_phone_and_personal_number(cast, words):
    registration = filed(cast.ward)
    filed(cast.ward, phone="+84987654321", id_number="099090000124")
    words = registration.display_code.lower() if words == "CODE" else words
    page = signed_in(cast.officer).post("/staff/registrations/", {"q": words}).content.decode()
    assert registration.display_code in page
    assert Registration.objects.exclude(pk=registration.pk).get().display_code not in page


def test_search_finds_nothing_of_another_ward_and_is_noted(cast):
    registration = filed(cast.ward)
    page = signed_in(cast.officer_next_door).post("/staff/registrations/", {"q": "0912345678"}).content.decode()
    assert registration.display_code not in page
    assert Entry.objects.get(action="registration.search").detail == {"found": 0, "by": "exact"}


def test_the_whole_thin_path_by_pages(cast):
    """Prepared dossier opened by its code, received, decided with a fresh code of the second factor."""
    with at(MORNING):
        registration = filed(cast.next_door)
        officer, chief = signed_in(cast.officer_next_door), signed_in(cast.chief_next_door)
        assert officer.get(detail_url(registration)).status_code == 404
        opened = officer.post("/staff/registrations/open/", {"code": registration.display_code})
        assert opened.url == detail_url(registration)
        assert officer.get(opened.url).status_code == 200
        assert officer.post(move_url(registration, "receive"), {"identity_compared": "on"}).status_code == 302
        assert chief.get(move_url(registration, "decide")).status_code == 200
        form = {
            "place": "home_community",
            "starts_on": day(MORNING).isoformat(),
            "otp_token": fresh_code(cast.chief_next_door),
        }
        assert chief.post(move_url(registration, "decide"), form).status_code == 302
    registration.refresh_from_db()
    assert registration.status == "decided"


def test_a_wrong_second_factor_changes_nothing(cast):
    with at(MORNING):
        registration = filed(cast.ward)
        form = {"place": "home_community", "starts_on": day(MORNING).isoformat(), "otp_token": "000000"}
        response = signed_in(cast.chief).post(move_url(registration, "decide"), form)
    registration.refresh_from_db()
    assert (response.status_code, registration.status) == (403, "received")


def test_a_code_of_the_second_factor_decides_one_case_only(cast):
    with at(MORNING):
        one, two = filed(cast.ward), filed(cast.ward)
        chief = signed_in(cast.chief)
        form = {"place": "home_community", "starts_on": day(MORNING).isoformat(), "otp_token": fresh_code(cast.chief)}
        chief.post(move_url(one, "decide"), form)
        assert chief.post(move_url(two, "decide"), form).status_code == 403
    two.refresh_from_db()
    assert two.status == "received"


def test_the_desk_answers_head_as_get_and_refuses_other_methods(cast):
    registration = filed(cast.ward)
    officer = signed_in(cast.officer)
    for url in ("/staff/registrations/", "/staff/registrations/open/", detail_url(registration)):
        assert officer.head(url).status_code == 200
        assert officer.delete(url).status_code == 405
    assert officer.head(move_url(registration, "request-completion")).status_code == 200
    assert officer.post(detail_url(registration)).status_code == 405


def test_asking_for_papers_by_page(cast):
    registration = filed(cast.ward)
    form = {"missing": ["identity_paper", "residence"], "message": "Mời bạn mang bản gốc đến."}
    assert signed_in(cast.officer).post(move_url(registration, "request-completion"), form).status_code == 302
    assert registration.completion_requests.get().missing == ["identity_paper", "residence"]


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("request-completion", {"missing": [" "], "message": "x"}),
        ("request-completion", {"missing": ["residence"], "message": "   "}),
        ("request-completion", {"missing": ["residence"], "message": "x" * 2001}),
        ("request-completion", {"missing": ["residence"], "message": "a\x00b"}),
        ("request-completion", {"missing": ["a\x00b"], "message": "x"}),
        ("request-completion", {"missing": ["x" * 201], "message": "x"}),
        ("not-eligible", {"reason": "", "next_step": "x"}),
        ("not-eligible", {"reason": "x" * 201, "next_step": "x"}),
        ("not-eligible", {"reason": "a\x00b", "next_step": "x"}),
        ("not-eligible", {"reason": "other", "next_step": ""}),
        ("not-eligible", {"reason": "Lý do chưa có trong danh sách", "next_step": ""}),
        ("move", {"ward": "99999", "reason": "x"}),
        ("move", {"ward": "00070", "reason": "x"}),
    ],
)
def test_bad_words_come_back_with_an_explanation_and_change_nothing(cast, name, form):
    registration = filed(cast.ward)
    response = signed_in(cast.officer).post(move_url(registration, name), form)
    assert response.status_code == 422
    assert "govuk-error" in response.content.decode()
    registration.refresh_from_db()
    assert (registration.status, registration.event_count) == ("received", 1)


@pytest.mark.parametrize("day_text", ["31/02/2026", "2026-13-01", "yesterday", "", "01/01/1900", "9999-12-31"])
def test_impossible_days_are_refused(cast, day_text):
    with at(MORNING):
        registration = filed(cast.ward)
        form = {"place": "home_community", "starts_on": day_text, "otp_token": fresh_code_of(cast.chief)}
        response = signed_in(cast.chief).post(move_url(registration, "decide"), form)
    registration.refresh_from_db()
    assert (response.status_code, registration.status) == (422, "received")


def fresh_code_of(user):
    signed_in(user)
    return fresh_code(user)


def test_a_move_that_the_state_forbids_answers_409_with_a_way_back(cast):
    registration = filed(cast.ward)
    response = signed_in(cast.officer).post(move_url(registration, "start"), {"started_on": "2026-10-06"})
    assert response.status_code == 409
    assert detail_url(registration) in response.content.decode()


def test_a_move_that_the_clock_forbids_answers_409(cast):
    with at(MORNING + 2 * HOUR):
        registration = to("decided", cast)
        assert signed_in(cast.officer).post(move_url(registration, "not-started")).status_code == 409


def test_a_move_that_the_role_forbids_answers_403(cast):
    registration = filed(cast.ward)
    assert signed_in(cast.officer).get(move_url(registration, "decide")).status_code == 403


def test_an_unknown_move_is_not_found(cast):
    registration = filed(cast.ward)
    assert signed_in(cast.chief).post(move_url(registration, "delete")).status_code == 404
    assert signed_in(cast.chief).post(move_url(registration, "answer")).status_code == 404


def test_reading_a_file_is_in_the_audit_log_and_on_the_page(cast):
    registration = filed(cast.ward)
    page = signed_in(cast.officer).get(detail_url(registration)).content.decode()
    entry = Entry.objects.get(action="registration.read")
    assert (entry.actor, entry.object_ref, entry.detail["ward"]) == (cast.officer, str(registration.pk), "00070")
    assert "Trần Mẫu Thử" in page


def test_the_personal_number_is_masked(cast):
    page = signed_in(cast.officer).get(detail_url(filed(cast.ward))).content.decode()
    assert "099•••••••23" in page
    assert "099090000123" not in page


def test_the_committee_desk_reads_no_health_and_no_papers(cast):
    with at(MORNING + 2 * HOUR):
        registration = to("decided", cast)
        paper = Document.objects.create(
            registration=registration, content=b"%PDF", content_type="application/pdf", size=4, sha256="0" * 64
        )
        client = signed_in(cast.social)
        page = client.get(detail_url(registration)).content.decode()
        download = client.get(reverse("casework:document", kwargs={"code": registration.code, "document": paper.pk}))
    assert "Trần Mẫu Thử" in page
    assert "dạ dày" not in page
    assert "099" not in page
    assert download.status_code == 404


def test_the_committee_desk_reads_nothing_of_what_was_said_before_the_decision(cast):
    registration = request_completion(
        filed(cast.ward), cast.officer, missing=["residence"], message="Lời nhắn riêng", now=MORNING + HOUR
    )
    complete(registration, cast.officer, now=MORNING + HOUR)
    decide(
        registration, cast.chief, place="home_community", starts_on=day(MORNING), stepped_up=True, now=MORNING + HOUR
    )
    assert "Lời nhắn riêng" in signed_in(cast.officer).get(detail_url(registration)).content.decode()
    assert "Lời nhắn riêng" not in signed_in(cast.social).get(detail_url(registration)).content.decode()


def test_a_paper_is_an_attachment_and_its_download_is_noted(cast):
    registration = filed(cast.ward)
    paper = Document.objects.create(
        registration=registration, content=b"%PDF-1.7", content_type="application/pdf", size=8, sha256="0" * 64
    )
    url = reverse("casework:document", kwargs={"code": registration.code, "document": paper.pk})
    response = signed_in(cast.officer).get(url)
    assert response.content == b"%PDF-1.7"
    assert response["Content-Disposition"].startswith("attachment")
    assert Entry.objects.filter(action="registration.document").count() == 1


def test_a_paper_that_calls_itself_html_is_not_handed_out_as_html(cast):
    registration = filed(cast.ward)
    paper = Document.objects.create(
        registration=registration, content=b"<script>", content_type="text/html", size=8, sha256="0" * 64
    )
    url = reverse("casework:document", kwargs={"code": registration.code, "document": paper.pk})
    assert signed_in(cast.officer).get(url)["Content-Type"] == "application/octet-stream"


def test_the_decision_is_a_pdf_once_decided(cast):
    with at(MORNING + 2 * HOUR):
        client = signed_in(cast.chief)
        undecided = filed(cast.ward)
        kwargs = {"code": undecided.code, "form": "decision"}
        assert client.get(reverse("casework:form", kwargs=kwargs)).status_code == 404
        decided = to("decided", cast)
        response = client.get(reverse("casework:form", kwargs=kwargs | {"code": decided.code}))
    assert response.content.startswith(b"%PDF")


def test_words_of_a_citizen_cannot_become_markup(cast):
    registration = filed(cast.ward, full_name="<img src=x onerror=alert(1)>", note="{{ 7*7 }}<b>")
    page = signed_in(cast.officer).get(detail_url(registration)).content.decode()
    assert "<img src=x" not in page
    assert "{{ 7*7 }}" in page


def test_too_many_codes_in_an_hour_are_stopped(cast):
    officer = signed_in(cast.officer)
    statuses = [officer.post("/staff/registrations/open/", {"code": "DV-00000-00000"}).status_code for _ in range(61)]
    assert statuses[-1] == 429
    assert statuses[0] == 404


def test_after_handing_over_the_officer_lands_in_the_inbox(cast):
    registration = filed(cast.ward)
    response = signed_in(cast.officer).post(move_url(registration, "move"), {"ward": "00082", "reason": "Chuyển nhà"})
    assert response.url == "/staff/registrations/"
    assert answers()["full_name"]
