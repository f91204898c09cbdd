"""The pages of the reports: who sees what of which area, what is asked before figures leave, what is noted."""

import re
from datetime import datetime
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from portal.audit.models import Entry
from registration.casework.filing import file_registration
from registration.reports import areas, periods
from registration.reports.actions import reports
from registration.reports.models import Report, Target, TypedNumber
from registration.reports.public_counts import publish_closed
from registration.reports.urls import urlpatterns
from tests.registration.casework.cast import MORNING, VIETNAM, answers, at, filed, signed_in
from tests.registration.casework.test_permissions import unwrapped
from tests.registration.casework.walk import to

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 12, tzinfo=VIETNAM)
POLICE = {"officer", "chief", "second_chief"}
COMMITTEE = {"social", "chair"}
NOBODY = {"helper", "counsellor", "editor", "administrator"}
NEXT_DOOR = {"officer_next_door", "chief_next_door"}


@pytest.fixture(autouse=True)
def _november():
    with at(NOW):
        yield


def drafted(cast, who="officer"):
    return reports.begin(getattr(cast, who), areas.Area(cast.ward.code, "", "01"), periods.period("half_year", 2026))


def test_every_role_gets_what_is_theirs_and_nothing_else(cast):
    report = drafted(cast)
    pages = {
        "ward": (reverse("reports:sheet") + "?area=00070", POLICE | COMMITTEE | {"coordinator"}),
        "province": (reverse("reports:sheet") + "?area=01", {"coordinator"}),
        "own": (reverse("reports:sheet"), POLICE | COMMITTEE | NEXT_DOOR | {"coordinator"}),
        "list": (reverse("reports:list") + "?area=00070&indicator=decided", POLICE | COMMITTEE),
        "targets": (reverse("reports:targets"), {"coordinator"}),
        "numbers": (reverse("reports:numbers"), {"coordinator"}),
        "papers": (reverse("reports:papers") + "?area=00070", POLICE | {"coordinator"}),
        "paper": (reverse("reports:paper", args=[report.pk]), POLICE | {"coordinator"}),
        "overview": (reverse("reports:overview"), {"coordinator"}),
    }
    for who, user in cast.staff().items():
        client = signed_in(user)
        for name, (url, seers) in pages.items():
            status = client.get(url).status_code
            assert (status == 200) == (who in seers), (who, name, status)
            assert status in {200, 403, 404}
            assert not (who in NOBODY and status != 403), (who, name)


@pytest.mark.parametrize("who", ["social", "chair", "officer_next_door", "coordinator", "helper"])
def test_no_step_of_a_wards_report_for_others(cast, who):
    report = drafted(cast)
    for name in ("refresh", "check", "discard", "send"):
        url = reverse("reports:paper_move", args=[report.pk, name])
        assert signed_in(getattr(cast, who)).post(url).status_code in {403, 404}
    report.refresh_from_db()
    assert report.state == "draft"


def test_every_address_says_which_roles_it_takes_and_asks_for_the_second_factor():
    assert all(getattr(unwrapped(pattern.callback), "roles", None) for pattern in urlpatterns)
    assert Client().get(reverse("reports:sheet")).status_code == 302


def test_the_committee_desk_sees_figures_from_the_decision_on(cast):
    filed(cast.ward)
    page = signed_in(cast.social).get(reverse("reports:sheet")).content.decode()
    assert "Quyết định cai nghiện tự nguyện" in page
    assert "Đăng ký được tiếp nhận" not in page


def test_nobody_at_a_ward_learns_of_prepared_dossiers(cast):
    filed(cast.ward, file_now=False)
    label = "Hồ sơ đã chuẩn bị trên cổng"
    assert label not in signed_in(cast.officer).get(reverse("reports:sheet")).content.decode()
    coordinator = signed_in(cast.coordinator)
    assert label in coordinator.get(reverse("reports:sheet") + "?area=01").content.decode()
    assert label not in coordinator.get(reverse("reports:sheet") + "?area=00070").content.decode()


def test_the_list_behind_a_number_is_the_desks_own_and_is_noted(cast):
    seen, other = to("decided", cast), filed(cast.next_door)
    page = signed_in(cast.social).get(reverse("reports:list") + "?indicator=decided&by=sex&value=male").content.decode()
    assert seen.display_code in page
    assert other.display_code not in page
    assert seen.full_name not in page
    entry = Entry.objects.filter(action="report.list").get()
    assert entry.detail == {"indicator": "decided", "period": "2026-year", "shown": 1}


@pytest.mark.parametrize(
    "query",
    [
        "period=x",
        "period=9999-year",
        "period=²²²²-year",
        "area=99",
        "area=%00",
        "indicator=%00&by=%ff",
        "by=ward&page=x",
    ],
)
def test_an_address_that_nobody_linked_never_breaks_the_page(cast, query):
    status = signed_in(cast.officer).get(f"{reverse('reports:sheet')}?{query}").status_code
    assert status == (404 if query.startswith("area") else 200)


def test_figures_leave_only_with_a_purpose_and_it_is_noted(cast):
    to("decided", cast)
    client = signed_in(cast.officer)
    form = {"period": "2026-year", "area": "00070"}
    refused = client.post(reverse("reports:export"), form | {"purpose": " "})
    assert refused.status_code == 422
    answer = client.post(reverse("reports:export"), form | {"purpose": "Họp giao ban tháng"})
    assert answer["Content-Disposition"].startswith("attachment")
    book = load_workbook(BytesIO(answer.content))
    words = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert "Quyết định cai nghiện tự nguyện" in words
    assert Entry.objects.filter(action="report.export").get().reason == "Họp giao ban tháng"
    assert "Đăng ký được tiếp nhận" not in str(
        load_workbook(
            BytesIO(signed_in(cast.social).post(reverse("reports:export"), form | {"purpose": "Giao ban"}).content)
        )["Số liệu"]["A8"].value
    )


def test_no_word_becomes_a_formula(cast):
    report = drafted(cast)
    reports.refresh(cast.officer, report, note='=HYPERLINK("http://x","y")\n+1 @2')
    url = reverse("reports:paper_export", args=[report.pk])
    answer = signed_in(cast.chief).post(url, {"purpose": "Lưu", "kind": "xlsx"})
    cells = [cell for sheet in load_workbook(BytesIO(answer.content)) for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert not any(str(cell.value).startswith(("=", "+", "@")) for cell in cells)


def test_the_report_as_pdf_says_period_state_figures_and_definitions(cast):
    to("decided", cast)
    report = reports.begin(cast.officer, areas.Area("00070", "", "01"), periods.current())
    url = reverse("reports:paper_export", args=[report.pk])
    answer = signed_in(cast.officer).post(url, {"purpose": "Lưu", "kind": "pdf"})
    text = re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages))
    for words in ("phường Hoàn Kiếm", "15/12/2025", "BẢN NHÁP", "Quyết định cai nghiện tự nguyện", "tính cho xã đã ký"):
        assert words in text, words


def test_a_report_goes_its_way_on_the_pages(cast):
    officer, chief = signed_in(cast.officer), signed_in(cast.chief)
    officer.post(reverse("reports:papers") + "?period=2026-half_year&area=00070")
    report = Report.objects.get()
    step = lambda name: reverse("reports:paper_move", args=[report.pk, name])  # noqa: E731
    assert "Người khác cần kiểm tra" in officer.post(step("check"), follow=True).content.decode()
    chief.post(step("check"))
    officer.post(step("send"))
    report.refresh_from_db()
    assert report.state == "sent"
    officer.post(step("correct"))
    assert Report.objects.get(version=2).corrects == report


def test_targets_and_numbers_are_typed_by_the_coordinator_and_a_mistake_loses_nothing(cast):
    client = signed_in(cast.coordinator)
    url = reverse("reports:targets") + "?area=01&period=2026-year"
    page = client.post(url, {"indicator": "decided_in_time", "place": "", "value": "120"}).content.decode()
    assert 'value="120"' in page
    assert not Target.objects.exists()
    client.post(url, {"indicator": "received", "place": "", "value": "40,5"})
    assert str(Target.objects.get().value) == "40.50"
    numbers = reverse("reports:numbers") + "?area=01&period=2026-year"
    assert "được nêu cạnh số liệu" in client.post(numbers, {"measure": "staff", "value": "10"}).content.decode()
    for value in ("9" * 40, "-1", "\x00", "abc"):
        client.post(numbers, {"measure": "staff", "value": value, "source": "x\x00"})
    assert not TypedNumber.objects.exists()
    client.post(numbers, {"measure": "people_with_file", "value": "1200", "source": "Công an thành phố"})
    client.post(numbers, {"measure": "people_counselled", "value": "900", "source": "Sổ trực"})
    page = client.get(reverse("reports:sheet") + "?area=01").content.decode()
    assert "số liệu của công an (Sổ trực; Công an thành phố)" in page


def test_the_overview_shows_late_desks_first_and_no_person(cast):
    late = filed(cast.ward, now=MORNING)
    page = signed_in(cast.coordinator).get(reverse("reports:overview")).content.decode()
    assert late.full_name not in page
    assert late.display_code not in page
    assert page.index("Hoàn Kiếm") < page.index("nothing open" if "nothing open" in page else "không có việc")


def test_pages_take_the_same_queries_whatever_there_is(cast):
    client = signed_in(cast.coordinator)

    def queries(name):
        with CaptureQueriesContext(connection) as captured:
            client.get(reverse(name))
        return len(captured)

    filed(cast.ward)
    before = {name: (queries(name), queries(name))[1] for name in ("reports:sheet", "reports:overview")}
    for number in range(5):
        to("decided", cast, phone=f"+8491234560{number}")
    assert {name: queries(name) for name in before} == before


def test_the_public_page_shows_only_what_is_published_in_both_languages(cast):
    assert "Chưa có số liệu nào" in Client().get("/thong-ke/").content.decode()
    for one in range(9):
        file_registration(
            answers=answers(), ward=cast.ward, finish_key=str(one), file_now=True, may_file=True,
            now=datetime(2026, 4, 1, 9, tzinfo=VIETNAM),
        )  # fmt: skip
    publish_closed()
    page = Client().get("/thong-ke/").content.decode()
    assert "Hà Nội" in page
    assert Client().get("/thong-ke/2026-half_year/01/").status_code == 200
    assert "phường Hoàn Kiếm" in Client().get("/thong-ke/2026-half_year/01/").content.decode()
    assert "people registered for voluntary treatment" in Client().get("/en/thong-ke/").content.decode()
    for path in ("2027-year/", "x/", "2026-half_year/99/", "2026-half_year/%00/"):
        assert Client().get(f"/thong-ke/{path}").status_code == 404
