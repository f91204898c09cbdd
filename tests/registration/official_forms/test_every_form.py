"""Every form that a file offers, in every state: drawn, complete, at most two pages; signed papers stay as signed."""

import io
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from portal.accounts.models import Posting, Role, User
from portal.ui import fonts
from registration.casework import codes, demo, official_forms, papers
from registration.casework.actions.continue_treatment import continue_treatment
from registration.casework.actions.hand_over import hand_over
from registration.casework.actions.move import acknowledge, move
from registration.casework.actions.postpone import postpone
from registration.casework.actions.set_up_team import set_up_team
from registration.casework.desks import COMMITTEE, POLICE
from registration.casework.erasure import erase
from registration.casework.models import Decision, Registration
from registration.casework.official_forms import editions, sealing
from registration.rules.ruleset import rulesets
from registration.treatment.models import StageRecord
from tests.registration.casework import walk
from tests.registration.casework.cast import MORNING, filed, make_cast

pytestmark = pytest.mark.skipif(not fonts.PDF_FONTS.exists(), reason="the PDF fonts are not built")
STATES = ("prepared", "received", "completion_requested", "decided", "in_treatment", "completed", "aftercare", "closed")
LONG = {
    "full_name": "Nguyễn Phúc Tôn Nữ Hoàng Thị Thiên Hương Công Tằng Bảo Quỳnh Anh Dương Trần Lê Phạm Hoàng Khánh Chi",
    "date_of_birth": "1941",
    "id_issued_by": "Cục Cảnh sát quản lý hành chính về trật tự xã hội, Bộ Công an",
    "id_issued_on": "2021-06-05",
    "residence_address": 'Số 1234/56/78 ngõ 12, tổ dân phố số 34, khu tập thể Nhà máy Thử Nghiệm #5 $x$ *đậm* \\ "q" @n',
    "permanent_same": "yes",
    "earlier_voluntary_count": 2,
    "home_plan": "Ở cùng mẹ và chị gái. " * 20,
}
MINOR = {
    "writer": "mother",
    "writer_name": "Trần Thị Mẹ Thử",
    "date_of_birth": "2011-02-03",
    "representative_opinion": "Gia đình ủng hộ con.",
    "person_own_wish": "Con muốn ở nhà với mẹ.",
}


@pytest.fixture
def cast(db):
    return make_cast()


def words(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages).split())


def all_offered(registration: Registration) -> dict[str, papers.Paper]:
    found = [paper for desk in (POLICE, COMMITTEE) for paper in papers.offered(registration, desk)]
    return {paper.key: paper for paper in found}


@pytest.mark.parametrize("status", STATES)
def test_every_form_that_a_state_offers_is_drawn_with_its_number_and_the_person(cast, status):
    registration = walk.to(status, cast)
    for key, paper in all_offered(registration).items():
        pdf = official_forms.draw(registration, key)
        said = words(pdf)
        assert paper.label in said
        assert registration.display_code in said
        assert "TRẦN MẪU THỬ" in said or key == "aftercare_team"
        assert len(PdfReader(io.BytesIO(pdf)).pages) <= 2


@pytest.mark.parametrize("answers", [LONG, MINOR], ids=["long", "minor"])
def test_long_words_years_alone_and_both_voices_fit_every_form(cast, answers):
    registration = walk.to("aftercare", cast, **answers)
    for key in (key for key in rulesets()["B"].forms if editions.is_there(key)):
        pdf = official_forms.draw(registration, key)
        assert len(PdfReader(io.BytesIO(pdf)).pages) <= 2
        assert answers.get("full_name", "Trần Mẫu Thử").upper() in words(pdf) or key == "aftercare_team"


def test_a_case_of_the_older_law_prints_all_that_law_knows_with_its_numbers_and_bodies(cast):
    registration = walk.to("decided", cast)
    Registration.objects.filter(pk=registration.pk).update(rules_version="A")
    registration.refresh_from_db()
    Decision.objects.filter(registration=registration).update(
        form="Mẫu 24", printed={}, print_hash="", rules_version=""
    )
    said = {key: words(official_forms.draw(registration, key)) for key in ("decision", "completion_certificate")}
    assert "CHỦ TỊCH ỦY BAN NHÂN DÂN PHƯỜNG HOÀN KIẾM" in said["decision"]
    assert "/QĐ-UBND" in said["decision"]
    assert "Mẫu số 26a" in said["completion_certificate"]


def test_the_decision_of_a_repeat_says_thirty_six_months(cast):
    assert "36 tháng" in words(official_forms.draw(walk.to("decided", cast, **LONG), "decision"))


def test_a_postponement_names_reason_and_day(cast):
    registration = postpone(
        walk.to("decided", cast), cast.chief, reason="illness", until=MORNING.date() + timedelta(days=30),
        now=MORNING + timedelta(hours=2),
    )  # fmt: skip
    said = words(official_forms.draw(registration, "postponement_decision"))
    assert "Lý do: Bệnh nặng" in said
    assert "Hoãn đến hết ngày: 05/11/2026" in said
    assert "postponement_decision" in all_offered(registration)


def test_the_letter_of_transfer_names_the_new_ward_and_leaves_the_chiefs_name_to_the_pen(cast):
    registration = move(
        walk.to("in_treatment", cast), cast.officer, ward=cast.next_door, reason="Về ở với mẹ",
        now=MORNING + timedelta(hours=3),
    )  # fmt: skip
    said = words(official_forms.draw(registration, "transfer_letter"))
    assert "Kính gửi: Công an phường Cửa Nam" in said
    assert "Lý do chuyển: Về ở với mẹ" in said
    assert cast.officer.full_name not in said.split("Lưu: hồ sơ")[1]


def test_the_new_wards_decision_goes_on_from_the_old_one(cast):
    registration = move(
        walk.to("in_treatment", cast), cast.officer, ward=cast.next_door, reason="Về ở với mẹ",
        now=MORNING + timedelta(hours=3),
    )  # fmt: skip
    registration = acknowledge(registration, cast.officer_next_door, now=MORNING + timedelta(hours=4))
    registration = continue_treatment(
        registration, cast.chief_next_door, stepped_up=True, now=MORNING + timedelta(hours=5)
    )
    said = words(official_forms.draw(registration, "decision"))
    assert "CÔNG AN PHƯỜNG CỬA NAM" in said
    assert "nối tiếp Quyết định số 01/2026 của phường Hoàn Kiếm" in said


def test_the_teams_decision_names_its_members_and_nobody_in_aftercare(cast):
    registration = walk.to("aftercare", cast)
    set_up_team(
        registration, cast.chair, members="Bà Lê Thử, Trạm y tế\nÔng Ngô Mẫu, Đoàn Thanh niên", stepped_up=True,
        now=MORNING + timedelta(days=750),
    )  # fmt: skip
    said = words(official_forms.draw(registration, "aftercare_team"))
    assert "Ông Ngô Mẫu, Đoàn Thanh niên" in said
    assert "TRẦN MẪU THỬ" not in said


def test_the_record_of_handing_over_carries_the_day(cast):
    registration = walk.to("decided", cast)
    paper = Decision.objects.get(registration=registration)
    hand_over(
        registration, cast.officer, paper=paper.pk, handed_on=MORNING.date(), recipient="self",
        now=MORNING + timedelta(hours=3),
    )  # fmt: skip
    assert "ngày 06 tháng 10 năm 2026" in words(official_forms.draw(registration, "handover_record"))


def test_the_stages_that_were_recorded_stand_on_the_providers_certificate(cast):
    registration = walk.to("in_treatment", cast)
    StageRecord.objects.create(
        registration=registration, key="reception", started_on=date(2026, 10, 6), ended_on=date(2026, 10, 7),
        result="reached", recorded_at=MORNING,
    )  # fmt: skip
    said = words(official_forms.draw(registration, "provider_certificate"))
    assert "06/10/2026 07/10/2026" in said


def test_every_state_of_the_demo_under_both_laws_prints_all_it_offers(cast):
    for ward in (cast.ward, cast.next_door):
        for role in (Role.POLICE_OFFICER, Role.POLICE_CHIEF, Role.COMMITTEE_CHAIR, Role.HELPER):
            user = User.objects.create(email=f"{role}{ward.code}@demo.example", full_name=role, is_demo=True)
            Posting.objects.create(user=user, role=role, ward=ward)
    demo.load(0.08, io.StringIO())
    seen = {}
    for registration in Registration.objects.select_related("ward"):
        seen.setdefault((registration.status, registration.rules_version), registration)
    for registration in seen.values():
        for key in all_offered(registration):
            assert registration.display_code in words(official_forms.draw(registration, key))


def test_a_reprint_of_a_signed_paper_is_the_same_whatever_changed_since(cast):
    registration = walk.to("decided", cast)
    signed = official_forms.draw(registration, "decision")
    registration.answers |= {"full_name": "Tên Khác"}
    registration.save(update_fields=["answers"])
    type(cast.chief).objects.filter(pk=cast.chief.pk).update(full_name="Người Khác")
    type(cast.ward).objects.filter(pk=cast.ward.pk).update(name="Tên Mới")
    assert official_forms.draw(Registration.objects.get(pk=registration.pk), "decision") == signed


def test_a_signed_paper_carries_its_mark_and_edition(cast):
    registration = walk.to("decided", cast)
    paper = Decision.objects.get(registration=registration)
    assert paper.template_version == editions.CURRENT
    assert len(paper.print_hash) == 64
    assert sealing.mark(paper) in words(official_forms.draw(registration, "decision"))
    assert all_offered(registration)["decision"].mark == sealing.mark(paper)


def test_a_paper_changed_in_the_database_is_not_drawn(cast):
    registration = walk.to("decided", cast)
    paper = Decision.objects.get(registration=registration)
    paper.printed = paper.printed | {"place_and_date": "Nơi khác"}
    paper.save(update_fields=["printed"])
    with pytest.raises(official_forms.SealBroken):
        official_forms.draw(registration, "decision")


def test_the_code_behind_the_qr_of_a_signed_paper_opens_the_file(cast):
    registration = walk.to("decided", cast)
    assert codes.normalise(f"{registration.display_code}#1A2B3C4D") == registration.code


def test_forgetting_a_person_empties_what_signed_papers_kept(cast):
    registration = walk.to("closed", cast)
    erase(registration, MORNING)
    assert not any(paper.printed or paper.print_hash for paper in Decision.objects.all())
    assert all_offered(registration) == {}


def test_a_helper_has_no_desk_and_the_person_gets_copies_of_their_own_papers(cast):
    registration = walk.to("aftercare", cast)
    assert papers.offered(registration, "") == []
    own = {paper.key for paper in papers.of_the_person(registration)}
    assert {"application", "decision", "aftercare_decision"} <= own
    assert "transfer_letter" not in own


def test_the_committee_desk_never_gets_application_or_history(cast):
    registration = walk.to("aftercare", cast)
    assert not {"application", "personal_history", "decision"} & {
        paper.key for paper in papers.offered(registration, COMMITTEE)
    }


def test_the_dossier_hides_everything_behind_a_neutral_cover(cast):
    registration = walk.to("prepared", cast)
    pages = [
        " ".join(page.extract_text().split())
        for page in PdfReader(io.BytesIO(official_forms.dossier(registration))).pages
    ]
    assert registration.display_code in pages[0]
    assert not any(word in pages[0].lower() for word in ("ma túy", "cai nghiện", "công an", "trần mẫu thử"))
    assert "Những gì cần mang theo" in pages[1]
    assert "ĐƠN XIN ĐI CAI NGHIỆN" in pages[2]
    assert any("LÝ LỊCH" in page for page in pages[3:])


def test_no_name_stands_in_the_metadata(cast):
    registration = walk.to("decided", cast)
    for pdf in (official_forms.draw(registration, "decision"), official_forms.dossier(registration)):
        said = str(dict(PdfReader(io.BytesIO(pdf)).metadata or {}))
        assert "Trần" not in said
        assert "Chief" not in said


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(said=st.text(max_size=80))
def test_no_text_of_a_person_breaks_a_form(cast, said):
    registration = Registration.objects.first() or filed(cast.ward)
    registration.answers = registration.answers | {"full_name": said, "residence_address": said, "home_plan": said}
    for key in ("application", "commitment"):
        assert official_forms.draw(registration, key).startswith(b"%PDF")


@pytest.mark.parametrize("said", ["#eval(1)", "$x$", "*b* _i_", "\\n", '"q"', "@ref", "<l>", "{place}", "a\u200bb"])
def test_special_signs_are_printed_as_they_were_written(cast, said):
    printed = words(official_forms.draw(filed(cast.ward, residence_address=said), "commitment"))
    assert said.replace("\u200b", " ") in printed


def test_the_words_of_an_edition_that_papers_are_pinned_to_do_not_change():
    """Changed on purpose? Papers pinned to the edition: make the next one. None yet: record the new digest."""
    assert editions.digest(editions.CURRENT) == editions.recorded()[editions.CURRENT]
