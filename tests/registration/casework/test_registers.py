"""The registers of a ward: who gets them, what they count, and sheets and lists that carry their purpose and no formula."""

import io
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.audit.models import Entry
from portal.ui import fonts
from registration.casework.actions.move import move
from registration.casework.models import Decision
from registration.casework.registers import entries
from registration.casework.registers import year as years
from registration.casework.registers.books import BY_KEY
from registration.casework.registers.sheet import safe, write
from tests.registration.casework import walk
from tests.registration.casework.cast import MORNING, at, filed, signed_in

PAGE, EXPORT = "/staff/registers/", "/staff/registers/export/"
NEEDS_FONTS = pytest.mark.skipif(not fonts.PDF_FONTS.exists(), reason="the PDF fonts are not built")
LATER = MORNING + timedelta(hours=4)


def choice(cast, book="registrations", **more):
    return {"ward": cast.ward.pk, "year": "2026", "book": book, **more}


def ask(cast, user, kind="xlsx", **more):
    asked = choice(cast, **more) if "book" in more or more else choice(cast)
    wish = {"format": kind, "purpose": "periodic_report", "reference": "12/CV-CA"} | asked
    with at(LATER):
        return signed_in(user).post(EXPORT, wish)


def cells(response) -> list[list[str]]:
    content = b"".join(response.streaming_content)
    sheet = load_workbook(io.BytesIO(content)).active
    return [[str(cell) for cell in row if cell is not None] for row in sheet.iter_rows(values_only=True)]


@pytest.mark.parametrize(
    ("day", "number"),
    [
        (date(2026, 11, 24), 2026),
        (date(2026, 12, 14), 2026),
        (date(2026, 12, 15), 2027),
        (date(2026, 12, 31), 2027),
        (date(2027, 1, 1), 2027),
    ],
)
def test_the_year_of_the_registers_turns_on_the_fifteenth_of_december(day, number):
    assert years.current(day) == number


def test_the_page_counts_by_place_and_shows_codes_without_names(cast):
    received, treated = walk.to("received", cast), walk.to("in_treatment", cast, full_name="Lê Thử Hai")
    with at(LATER):
        page = signed_in(cast.officer).get(PAGE, choice(cast)).content.decode()
    assert received.display_code in page
    assert treated.display_code in page
    assert "Lê Thử Hai" not in page
    counted = "".join(page.split("Cộng</th>")[1].split("</tr>")[0].split())
    assert [part.split("<")[0] for part in counted.split('numeric">')[1:]] == ["2", "2", "0"]


def test_looking_and_taking_out_are_in_the_audit_log_before_the_file_leaves(cast):
    walk.to("received", cast)
    assert ask(cast, cast.officer).status_code == 200
    entry = Entry.objects.get(action="register.export")
    assert entry.actor == cast.officer
    assert entry.reason == "periodic_report 12/CV-CA"
    assert entry.detail["rows"] == 1


def test_the_sheet_holds_the_rows_and_who_took_it_out_and_why(cast):
    registration = walk.to("decided", cast)
    rows = cells(ask(cast, cast.officer))
    row = next(row for row in rows if registration.display_code in row)
    assert "TRẦN MẪU THỬ" in row
    assert "01/2026" in row
    assert rows[-1][0].startswith("Xuất bởi Officer lúc 13:40 06/10/2026. Mục đích: Lập báo cáo định kỳ (12/CV-CA).")


def test_a_name_that_looks_like_a_formula_stays_text(cast):
    walk.to("received", cast, full_name="=HYPERLINK(1)", residence_address="+84 đường")
    rows = [cell for row in cells(ask(cast, cast.officer)) for cell in row]
    assert "'=HYPERLINK(1)" in rows
    assert not any(cell.startswith(("=", "+")) for cell in rows)


@given(st.text(max_size=60))
def test_no_text_becomes_a_formula_or_breaks_the_sheet(text):
    assert not safe(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    content = write(["Sổ"], ["a"], [[text]], "note").read()
    cell = load_workbook(io.BytesIO(content)).active["A4"]
    assert cell.data_type != "f"


@NEEDS_FONTS
def test_the_printed_list_counts_and_says_in_its_foot_who_printed_it(cast):
    walk.to("received", cast)
    pages = PdfReader(io.BytesIO(ask(cast, cast.chief, kind="pdf").content)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    for part in ("SỔ ĐĂNG KÝ", "Mẫu số 21", "từ ngày 15/12/2025 đến ngày 14/12/2026", "TRẦN MẪU THỬ", "Xuất bởi Chief"):
        assert part in words
    assert pages[0].mediabox.width > pages[0].mediabox.height


@pytest.mark.parametrize("missing", ["format", "purpose"])
def test_nothing_is_taken_out_without_format_and_purpose(cast, missing):
    walk.to("received", cast)
    response = ask(cast, cast.officer, **{missing: ""})
    assert response.status_code == 422
    assert not Entry.objects.filter(action="register.export").exists()


@pytest.mark.parametrize("bad", [{"year": "99999999999"}, {"year": "x\0"}, {"book": "nothing"}, {"reference": "<b>"}])
def test_bad_choices_are_answered_in_words(cast, bad):
    assert ask(cast, cast.officer, **bad).status_code == 422


@pytest.mark.parametrize(("who", "book"), [("officer_next_door", "registrations"), ("chair", "decisions")])
def test_a_desk_gets_only_the_registers_that_it_keeps(cast, who, book):
    walk.to("decided", cast)
    assert ask(cast, getattr(cast, who), book=book).status_code == 422


@pytest.mark.parametrize("who", ["helper", "counsellor", "editor", "administrator", "coordinator"])
def test_registers_are_for_the_desks_alone(cast, who):
    assert signed_in(getattr(cast, who)).get(PAGE).status_code in {403, 404}


@NEEDS_FONTS
def test_the_old_ward_prints_its_letter_and_reads_nothing_else_of_a_file_that_moved(cast):
    registration = move(
        walk.to("in_treatment", cast), cast.officer, ward=cast.next_door, reason="Về ở với mẹ", now=LATER
    )
    letter = Decision.objects.get(register="transfer")
    with at(LATER):
        pdf = signed_in(cast.officer).get(f"/staff/registers/papers/{letter.pk}/")
        stranger = signed_in(cast.officer_next_door).get(f"/staff/registers/papers/{letter.pk}/")
    assert pdf.status_code == 200
    assert "Về ở với mẹ" in PdfReader(io.BytesIO(pdf.content)).pages[0].extract_text()
    assert stranger.status_code == 404
    row = next(row for row in cells(ask(cast, cast.officer)) if registration.display_code in row)
    assert "TRẦN MẪU THỬ" not in row


def test_the_page_costs_the_same_with_more_entries(cast, django_assert_max_num_queries):
    for _ in range(3):
        filed(cast.ward)
    client = signed_in(cast.officer)
    with at(LATER), django_assert_max_num_queries(30):
        client.get(PAGE, choice(cast))


def test_taking_out_costs_the_same_with_more_entries(cast):
    year = years.year(2026, MORNING.date())
    spent = []
    for _ in range(2):
        for _ in range(2):
            filed(cast.ward)
        with CaptureQueriesContext(connection) as queries:
            assert list(entries.rows(BY_KEY["registrations"], cast.ward, year))
        spent.append(len(queries))
    assert spent[0] == spent[1]
