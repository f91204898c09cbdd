"""The staff pages of the line: who may, what is kept when something is wrong, and the danger words explained."""

import pytest
from django.conf import settings

from hotline.line.models import Edition
from hotline.line.parts import Part
from hotline.line.services.change import change, content_of
from hotline.line.stored import shipped
from portal.accounts.models import Posting, Role, User
from tests.hotline.sockets import signed_in

pytestmark = pytest.mark.django_db
HOME = "/staff/hotline/line/"
DANGER = f"{HOME}danger-words/"
PAGES = [HOME, *(f"{HOME}{part}/" for part in Part.values), *(f"{HOME}{part}/history/" for part in Part.values)]
LISTS = ("numbers", "canned", "danger", "hours")


@pytest.fixture
def as_user(client):
    def enter(user):
        client.cookies[settings.SESSION_COOKIE_NAME] = signed_in(user)
        return client

    return enter


@pytest.fixture
def as_supervisor(as_user, supervisor):
    return as_user(supervisor)


@pytest.fixture
def administrator(db):
    user = User.objects.create_user("admin@demo.example", full_name="Quản trị")
    Posting.objects.create(user=user, role=Role.ADMINISTRATOR)
    return user


def number(**changes):
    texts = {"label_vi": "Đường dây", "label_en": "A line", "purpose_vi": "Khi buồn", "hours_vi": "7-21 giờ"}
    return (
        texts
        | {"number": "1800 1234", "cost_vi": "miễn phí", "source": "trang", "checked_on": "2026-11-01", "seen": "0"}
        | changes
    )


def test_supervisors_and_administrators_open_every_page(as_user, supervisor, administrator):
    new = [f"{HOME}{part}/new/" for part in LISTS] + [f"{HOME}{part}/0/" for part in ("numbers", "canned", "danger")]
    assert {as_user(supervisor).get(path).status_code for path in [*PAGES, *new, DANGER]} == {200}
    assert {as_user(administrator).get(path).status_code for path in [HOME, f"{HOME}limits/", DANGER]} == {200}


def test_a_counsellor_reads_how_danger_is_recognised_and_changes_nothing(as_user, counsellor):
    client = as_user(counsellor)
    assert {client.get(path).status_code for path in PAGES} == {403}
    assert client.post(f"{HOME}danger/0/remove/", {"seen": 0}).status_code == 403
    page = client.get(DANGER).content.decode()
    assert "quá liều" in page
    assert f"{HOME}danger/" not in page.replace(DANGER, "")


def test_an_officer_reads_nothing_of_it(as_user, officer):
    assert {as_user(officer).get(path).status_code for path in [*PAGES, DANGER]} == {403}


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("em mun chet qua", "Các số khẩn cấp sẽ được hiện."),
        ("chưa bao giờ nghĩ tự tử", "không tính: phía trước có từ phủ định"),
        ("\u0301<script>", "Sẽ không thấy nguy hiểm."),
    ],
)
def test_a_sentence_is_tried_and_explained(as_user, counsellor, sentence, said):
    assert said in as_user(counsellor).post(DANGER, {"sentence": sentence}).content.decode()


def test_the_limits_are_saved_and_stand_in_the_history(as_supervisor):
    limits = {"keep_web_days": 14, "keep_sms_days": 90, "typical_minutes": 10, "legal_note": "Quyết định 1", "seen": 0}
    assert as_supervisor.post(f"{HOME}limits/", limits | {"why": "ngắn hơn"}).status_code == 302
    assert content_of("limits", 1)["keep_web_days"] == 14
    page = as_supervisor.get(f"{HOME}limits/history/").content.decode()
    assert "ngắn hơn" in page
    assert '<td class="govuk-table__cell">30</td>' in page
    as_supervisor.post(f"{HOME}limits/history/1/back/", {"seen": 1})
    assert content_of("limits", 2)["keep_web_days"] == 30


@pytest.mark.parametrize("days", ["0", "366", "99999999999999999999", "-1", "vài", "\x00", ""])
def test_a_wrong_number_of_days_is_refused_and_nothing_typed_is_lost(as_supervisor, days):
    limits = {
        "keep_web_days": days,
        "keep_sms_days": 90,
        "typical_minutes": 10,
        "legal_note": "Quyết định 7",
        "seen": 0,
    }
    answer = as_supervisor.post(f"{HOME}limits/", limits)
    assert answer.status_code == 422
    assert "Quyết định 7" in answer.content.decode()
    assert not Edition.objects.exists()


def test_who_comes_late_is_told_and_may_save_again(as_supervisor, supervisor):
    change("limits", supervisor, shipped("limits") | {"typical_minutes": 33}, 0)
    limits = {"keep_web_days": 14, "keep_sms_days": 90, "typical_minutes": 10, "legal_note": "Quyết định 7", "seen": 0}
    answer = as_supervisor.post(f"{HOME}limits/", limits)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "đã có người khác sửa" in page
    assert 'name="seen" value="1"' in page
    assert as_supervisor.post(f"{HOME}limits/", limits | {"seen": 1}).status_code == 302


def test_the_week_and_the_texts_are_saved(as_supervisor):
    week = {f"day_{day}": "7h30 – 11h30; 13:30-21" for day in range(5)} | {"day_5": "", "day_6": "", "seen": 0}
    assert as_supervisor.post(f"{HOME}hours/", week).status_code == 302
    saved = content_of("hours", 1)
    assert len(saved["week"]) == 10
    assert saved["week"][1] == {"weekday": 0, "opens": "13:30", "closes": "21:00"}
    assert not saved["on_holidays"]
    texts = as_supervisor.get(f"{HOME}messages/").context["form"].initial | {"greeting_vi": "Chào bạn nhé."}
    assert as_supervisor.post(f"{HOME}messages/", texts).status_code == 302
    assert content_of("messages", 1)["greeting"]["vi"] == "Chào bạn nhé."
    assert content_of("messages", 1)["promise"] == shipped("messages")["promise"]


@pytest.mark.parametrize("times", ["25:00-26:00", "10-9", "9", "sáng", "09:70-10:00"])
def test_times_that_cannot_be_are_explained(as_supervisor, times):
    answer = as_supervisor.post(f"{HOME}hours/", {"day_0": times, "seen": 0})
    assert answer.status_code == 422
    assert times in answer.content.decode()


def test_topics_change_their_words_and_order_and_hide(as_supervisor):
    values = as_supervisor.get(f"{HOME}topics/").context["form"].initial
    given = {name: value for name, value in values.items() if value is not False}
    given |= {"vi_law": "Luật", "order_other": 1}
    del given["shown_young"]
    assert as_supervisor.post(f"{HOME}topics/", given).status_code == 302
    items = {item["value"]: item for item in content_of("topics", 1)["items"]}
    assert (items["law"]["vi"], items["young"]["shown"]) == ("Luật", False)
    del given["shown_emergency"]
    assert as_supervisor.post(f"{HOME}topics/", given | {"seen": 1}).status_code == 422


def test_a_number_is_added_changed_and_taken_out(as_supervisor):
    assert as_supervisor.post(f"{HOME}numbers/new/", number()).status_code == 302
    at = len(content_of("numbers", 1)["items"]) - 1
    as_supervisor.post(f"{HOME}numbers/{at}/", number(seen=1, free="on"))
    assert content_of("numbers", 2)["items"][at]["free"]
    as_supervisor.post(f"{HOME}numbers/{at}/remove/", {"seen": 2})
    assert content_of("numbers", 3)["items"] == shipped("numbers")["items"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": "1800 599 999"},
        {"number": "115"},
        {"checked_on": "2999-01-01"},
        {"number": "mười"},
        {"label_vi": "\x00"},
    ],
)
def test_a_number_that_must_not_be_shown_is_refused(as_supervisor, wrong):
    answer = as_supervisor.post(f"{HOME}numbers/new/", number(**wrong))
    assert answer.status_code == 422
    assert "Khi buồn" in answer.content.decode()


def test_a_number_unchecked_for_six_months_warns(as_supervisor):
    as_supervisor.post(f"{HOME}numbers/new/", number(checked_on="2026-01-01"))
    assert "đã sáu tháng chưa ai kiểm tra" in as_supervisor.get(HOME).content.decode()
    assert "cần kiểm tra lại" in as_supervisor.get(f"{HOME}numbers/").content.decode()


def test_ready_replies_are_written_and_moved(as_supervisor):
    reply = {"shortcut": "moi", "title": "Mới", "topic": "law", "body_vi": "Câu mới.", "body_en": "New.", "seen": 0}
    assert as_supervisor.post(f"{HOME}canned/new/", reply).status_code == 302
    at = len(content_of("canned", 1)["items"]) - 1
    as_supervisor.post(f"{HOME}canned/{at}/up/", {"seen": 1})
    assert content_of("canned", 2)["items"][at - 1]["body"] == {"vi": "Câu mới.", "en": "New."}


def test_the_line_is_closed_over_tet(as_supervisor):
    days = {"first": "2027-02-05", "last": "2027-02-09", "spans": "", "note": "Tết", "seen": 0}
    assert as_supervisor.post(f"{HOME}hours/new/", days).status_code == 302
    assert [one["date"] for one in content_of("hours", 1)["exceptions"]] == [f"2027-02-0{day}" for day in range(5, 10)]
    assert "Tết" in as_supervisor.get(f"{HOME}hours/").content.decode()


def test_a_phrase_is_added_and_the_words_around_it_change(as_supervisor):
    phrase = {"kind": "violence", "words": "Đập phá ... nhà", "needs": "say", "seen": 0}
    assert as_supervisor.post(f"{HOME}danger/new/", phrase).status_code == 302
    added = content_of("danger", 1)["kinds"][-1]["phrases"][-1]
    assert added == {"words": "đập phá … nhà", "needs": ["say"], "negatable": False}
    words = as_supervisor.get(f"{HOME}danger/").context["form"].initial
    assert (
        as_supervisor.post(f"{HOME}danger/", words | {"harmless": words["harmless"] + ", đập phá nhà cũ"}).status_code
        == 302
    )
    assert content_of("danger", 2)["harmless"][-1] == "đập phá nhà cũ"


@pytest.mark.parametrize("path", ["nothing/", "limits/new/", "numbers/99/", f"numbers/{10**30}/", "limits/0/"])
def test_what_is_not_there_is_not_found(as_supervisor, path):
    assert as_supervisor.get(HOME + path).status_code == 404


def test_taking_back_what_never_was_is_not_found(as_supervisor):
    assert as_supervisor.post(f"{HOME}limits/history/{10**30}/back/", {"seen": 0}).status_code == 404
    assert as_supervisor.post(f"{HOME}limits/history/0/back/", {"seen": 0}).status_code == 404
