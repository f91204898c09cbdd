"""The rehearsal of a change of the law: written, compared, approved by a second person, in force on its day everywhere."""

import os
import re
import subprocess
import sys
import threading
import time
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.accounts.models import Posting, Role, User
from portal.audit.models import Entry
from registration.casework.actions.decide import decide
from registration.casework.models import Registration
from registration.rules import stored
from registration.rules.actions import draft, review
from registration.rules.errors import Refused
from registration.rules.models import RuleSetVersion
from registration.rules.ruleset import NoSuchRule, RulesError, ruleset, ruleset_for
from tests.registration.casework.cast import MORNING, VIETNAM, at, filed, make_cast, signed_in
from tests.registration.casework.walk import to

pytestmark = pytest.mark.django_db
State = RuleSetVersion.State
TODAY = MORNING.date()
ROOT = Path(__file__).resolve().parents[3]
FIRST_DAY = date(2026, 12, 1)
REASON = "Nghị định thử số 1/2026"
HALVED = ('amount = 24, unit = "hours", from = "received"', 'amount = 12, unit = "hours", from = "received"')


@pytest.fixture(autouse=True)
def _law_of_the_database(settings):
    settings.RULES_FRESH_S = 15
    stored.forget()
    yield
    stored.forget()


@pytest.fixture
def cast(db):
    return make_cast()


@pytest.fixture
def lawyer(cast) -> User:
    return make_lawyer()


def make_lawyer() -> User:
    user = User.objects.create(email="lawyer@demo.example", full_name="Lawyer", password="!")
    Posting.objects.create(user=user, role=Role.PUBLISHER, starts_on=date(2025, 7, 1))
    return user


def written(author: User, *changes: tuple[str, str], first_day: date = FIRST_DAY) -> RuleSetVersion:
    """A draft with these changes, saved."""
    row = draft.start_draft(author, valid_from=first_day, reason=REASON)
    text = row.text
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return draft.save_text(author, row.pk, text, row.digest)


def approved(author: User, lawyer: User, *changes: tuple[str, str], first_day: date = FIRST_DAY) -> RuleSetVersion:
    row = written(author, *changes, first_day=first_day)
    draft.hand_in(author, row.pk)
    row = review.approve(lawyer, row.pk, row.digest, now=MORNING)
    stored.forget()  # the test's transaction never commits, so nothing else does it
    return row


# --- writing -------------------------------------------------------------------------------------------------------
def test_a_draft_says_what_the_newest_version_says(cast):
    row = written(cast.administrator)
    assert (row.name, row.state, row.problem, row.valid_from) == ("C", State.DRAFT, "", FIRST_DAY)


def test_a_mistake_is_kept_and_named_and_cannot_be_handed_in(cast):
    row = written(cast.administrator, (HALVED[0], HALVED[0].replace("hours", "weeks")))
    assert "deadlines.decision.C.unit" in row.problem
    assert "weeks" in row.text
    with pytest.raises(Refused):
        draft.hand_in(cast.administrator, row.pk)


def test_what_the_portal_asks_for_by_name_is_not_left_out(cast):
    row = draft.start_draft(cast.administrator, valid_from=FIRST_DAY, reason=REASON)
    without = re.sub(r"\[deadlines\.decision\]\n.*\n", "", row.text)
    assert without != row.text
    row = draft.save_text(cast.administrator, row.pk, without, row.digest)
    assert "deadlines: decision missing" in row.problem


def test_an_edition_of_the_forms_that_is_not_there_is_a_mistake(cast):
    row = written(cast.administrator, ('papers = "1"', 'papers = "9"'))
    assert "no edition '9'" in row.problem
    assert row.valid_from is None


def test_only_the_author_writes_and_only_a_draft(cast, lawyer):
    row = written(cast.administrator)
    with pytest.raises(Refused):
        draft.save_text(lawyer, row.pk, "x", row.digest)
    draft.hand_in(cast.administrator, row.pk)
    with pytest.raises(Refused):
        draft.save_text(cast.administrator, row.pk, "x", row.digest)
    draft.take_back(cast.administrator, row.pk)
    assert draft.save_text(cast.administrator, row.pk, "x", row.digest).problem


def test_a_save_from_an_old_window_overwrites_nothing(cast):
    row = written(cast.administrator)
    draft.save_text(cast.administrator, row.pk, row.text + "\n# one", row.digest)
    with pytest.raises(Refused):
        draft.save_text(cast.administrator, row.pk, row.text + "\n# two", row.digest)


# --- the second person ------------------------------------------------------------------------------------------------
def test_nobody_approves_their_own_version_not_even_past_the_code(cast):
    row = written(cast.administrator)
    draft.hand_in(cast.administrator, row.pk)
    with pytest.raises(Refused):
        review.approve(cast.administrator, row.pk, row.digest, now=MORNING)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSetVersion.objects.filter(pk=row.pk).update(state=State.APPROVED, reviewer=cast.administrator)


@pytest.mark.parametrize("state", ["draft", "review", "withdrawn"])
def test_the_database_knows_no_approved_version_without_a_reviewer(cast, state):
    row = written(cast.administrator)
    RuleSetVersion.objects.filter(pk=row.pk).update(state=state)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleSetVersion.objects.filter(pk=row.pk).update(state=State.APPROVED)


def test_another_text_than_the_one_read_is_not_approved(cast, lawyer):
    row = written(cast.administrator)
    draft.hand_in(cast.administrator, row.pk)
    with pytest.raises(Refused):
        review.approve(lawyer, row.pk, "0" * 64, now=MORNING)


@pytest.mark.parametrize(
    ("first_day", "now"),
    [
        (date(2026, 10, 6), MORNING),  # today
        (date(2026, 10, 5), MORNING),
        (date(2026, 10, 7), datetime(2026, 10, 6, 23, 59, 30, tzinfo=VIETNAM)),  # in half a minute
    ],
)
def test_a_day_that_not_all_processes_would_hear_of_in_time_is_refused(cast, lawyer, first_day, now):
    row = written(cast.administrator, first_day=first_day)
    draft.hand_in(cast.administrator, row.pk)
    with pytest.raises(Refused):
        review.approve(lawyer, row.pk, row.digest, now=now)


def test_two_versions_follow_each_other_and_never_stand_side_by_side(cast, lawyer):
    approved(cast.administrator, lawyer)
    with pytest.raises(Refused):
        draft.start_draft(cast.administrator, valid_from=FIRST_DAY, reason=REASON)
    later = approved(cast.administrator, lawyer, first_day=date(2027, 3, 1))
    assert later.name == "E"  # D is the decree in the same text
    assert [ruleset_for(day).version for day in (date(2027, 2, 28), date(2027, 3, 1))] == ["C", "E"]


def test_until_its_day_it_is_withdrawn_and_then_never_counts(cast, lawyer):
    row = approved(cast.administrator, lawyer)
    assert ruleset_for(FIRST_DAY).version == "C"
    review.withdraw(cast.administrator, row.pk, "Hoãn", now=MORNING)
    stored.forget()
    assert ruleset_for(FIRST_DAY).version == "B"
    with pytest.raises(NoSuchRule):
        ruleset("C")


def test_what_counts_is_not_withdrawn(cast, lawyer):
    row = approved(cast.administrator, lawyer)
    for now in (
        datetime(2026, 12, 1, 0, 0, tzinfo=VIETNAM),
        datetime(2026, 11, 30, 23, 59, 30, tzinfo=VIETNAM),
        datetime(2027, 5, 1, tzinfo=VIETNAM),
    ):
        with pytest.raises(Refused):
            review.withdraw(cast.administrator, row.pk, "Hoãn", now=now)


def test_every_step_is_in_the_audit_log(cast, lawyer):
    approved(cast.administrator, lawyer, HALVED)
    found = list(Entry.objects.filter(action__startswith="rules.").order_by("pk").values_list("action", "actor"))
    admin = cast.administrator.pk
    assert found == [
        ("rules.drafted", admin),
        ("rules.saved", admin),
        ("rules.handed_in", admin),
        ("rules.approved", lawyer.pk),
    ]


# --- what counts ---------------------------------------------------------------------------------------------------
def test_a_version_that_this_portal_cannot_read_is_refused_and_the_earlier_ones_stand(cast, lawyer):
    row = approved(cast.administrator, lawyer)
    RuleSetVersion.objects.filter(pk=row.pk).update(text="[versions.C]", approved_at=MORNING + timedelta(days=1))
    stored.forget()
    assert ruleset_for(FIRST_DAY - timedelta(days=1)).version == "B"
    for ask in (lambda: ruleset("C"), lambda: ruleset_for(FIRST_DAY)):
        with pytest.raises(RulesError):
            ask()


def test_asking_again_costs_no_query_and_a_stale_memory_one(cast, lawyer, settings):
    approved(cast.administrator, lawyer)
    ruleset_for(TODAY)
    with CaptureQueriesContext(connection) as fresh:
        for _time in range(50):
            ruleset_for(TODAY)
    settings.RULES_FRESH_S = 1e-9
    with CaptureQueriesContext(connection) as stale:
        ruleset_for(TODAY)
    assert len(fresh) == 0
    assert len([one for one in stale if one["sql"].startswith("SELECT")]) == 1


def test_a_failing_look_up_spoils_no_transaction_and_the_law_goes_on(cast, settings):
    ruleset_for(TODAY)
    settings.RULES_FRESH_S = 1e-9
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("ALTER TABLE rules_rulesetversion RENAME TO away")
        assert ruleset_for(TODAY).version == "B"
        assert User.objects.exists()
        cursor.execute("ALTER TABLE away RENAME TO rules_rulesetversion")


# --- the rehearsal -----------------------------------------------------------------------------------------------
def test_the_change_from_24_to_12_hours_comes_on_its_day_and_touches_no_earlier_decision(cast, lawyer):
    eve, morning = datetime(2026, 11, 30, 9, 0, tzinfo=VIETNAM), datetime(2026, 12, 1, 9, 0, tzinfo=VIETNAM)
    terms = ('amount = 24, unit = "months", article = "L 29"', 'amount = 18, unit = "months", article = "L 29"')
    with at(eve):
        decided, running = filed(cast.ward, now=eve), filed(cast.ward, now=eve)
        decided = decide(decided, cast.chief, place="home_community", starts_on=eve.date(), stepped_up=True, now=eve)
    approved(cast.administrator, lawyer, HALVED, terms)
    with at(eve):
        assert _crossing_says("trong 24 giờ kể từ khi tiếp nhận")
        assert not _crossing_says("trong 12 giờ kể từ khi tiếp nhận")
    with at(morning):
        assert _crossing_says("trong 12 giờ kể từ khi tiếp nhận")
        assert not _crossing_says("trong 24 giờ kể từ khi tiếp nhận")
        new = filed(cast.ward, now=morning)
        assert (new.rules_version, new.due_at - new.received_at) == ("C", timedelta(hours=12))
        assert (running.rules_version, running.due_at - running.received_at) == ("B", timedelta(hours=24))
        settled = decide(
            running, cast.chief, place="home_community", starts_on=morning.date(), stepped_up=True, now=morning
        )
    assert (settled.rules_version, settled.ends_on) == ("C", date(2028, 6, 1))
    decided.refresh_from_db()
    assert (decided.rules_version, decided.ends_on) == ("B", date(2028, 11, 30))


def _crossing_says(words: str) -> bool:
    text = re.sub(r"<[^>]+>", "", Client().get("/dang-ky/").content.decode())
    return words in re.sub(r"\s+", " ", text)


def test_a_whole_life_runs_under_the_new_version(cast, lawyer):
    row = written(cast.administrator, HALVED, first_day=date(2026, 10, 1))
    draft.hand_in(cast.administrator, row.pk)
    review.approve(lawyer, row.pk, row.digest, now=datetime(2026, 9, 20, 9, 0, tzinfo=VIETNAM))
    stored.forget()
    registration = to("closed", cast)
    assert registration.rules_version == "C"
    papers = list(registration.decisions.order_by("signed_at").values_list("form", flat=True))
    assert papers[:2] == [ruleset("B").forms[key] for key in ("decision", "completion_certificate")]


@pytest.mark.django_db(transaction=True)
def test_another_process_hears_of_it_without_a_restart(cast):
    lawyer, other = make_lawyer(), _another_process()
    try:
        assert _asked(other) == "B"
        row = written(cast.administrator, HALVED)
        draft.hand_in(cast.administrator, row.pk)
        review.approve(lawyer, row.pk, row.digest, now=MORNING)
        assert _asked(other) == "C"
        review.withdraw(lawyer, row.pk, "Hoãn", now=MORNING)
        assert _asked(other) == "B"
    finally:
        other.stdin.close()
        assert other.wait(20) == 0


def _another_process() -> subprocess.Popen[str]:
    """A process on this test's database; it answers each line with the version that counts on the first day."""
    code = (
        "import sys, django; django.setup(); from datetime import date; from django.db import connections\n"
        f"connections['default'].settings_dict['NAME'] = {connection.settings_dict['NAME']!r}\n"
        "from registration.rules.ruleset import ruleset_for\n"
        f"for line in sys.stdin: print(ruleset_for(date({FIRST_DAY.year}, {FIRST_DAY.month}, 1)).version, flush=True)"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings", "RULES_FRESH_S": "1"}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, env=environment, **pipes)


def _asked(process: subprocess.Popen[str]) -> str:
    """What it says once the second has passed for which it may remember."""
    deadline = time.monotonic() + 1.2
    while True:
        process.stdin.write("\n")
        process.stdin.flush()
        answer = process.stdout.readline().strip()
        if time.monotonic() > deadline:
            return answer


@pytest.mark.django_db(transaction=True)
def test_of_two_approvals_at_once_one_wins():
    cast, lawyer = make_cast(), make_lawyer()
    row = written(cast.administrator)
    draft.hand_in(cast.administrator, row.pk)
    ready, outcomes = threading.Barrier(2), []

    def approve() -> None:
        ready.wait(20)
        try:
            review.approve(lawyer, row.pk, row.digest, now=MORNING)
            outcomes.append("won")
        except Refused:
            outcomes.append("told")
        finally:
            connection.close()

    threads = [threading.Thread(target=approve) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(outcomes) == ["told", "won"]
    assert Entry.objects.filter(action="rules.approved").count() == 1
    assert Registration.objects.count() == 0


# --- the pages -----------------------------------------------------------------------------------------------------
def test_the_whole_way_over_the_pages(cast, lawyer):
    filed(cast.ward, now=MORNING)
    with at(MORNING):
        admin, second = signed_in(cast.administrator), signed_in(lawyer)
        made = admin.post("/staff/rules/new/", {"valid_from": "2026-12-01", "reason": REASON})
        row = RuleSetVersion.objects.get()
        assert made["Location"] == f"/staff/rules/{row.pk}/edit/"
        bad = row.text.replace('amount = 24, unit = "hours", from = "received"', 'amount = "24", unit = "hours"')
        page = admin.post(f"/staff/rules/{row.pk}/edit/", {"text": bad, "seen": row.digest}).content.decode()
        row.refresh_from_db()
        line = next(n for n, words in enumerate(bad.splitlines(), 1) if 'amount = "24"' in words)
        assert f">{line}  " in page or f"\n{line}  " in page
        assert "amount = &quot;24&quot;" in page
        good = row.text.replace('amount = "24", unit = "hours"', 'amount = 12, unit = "hours", from = "received"')
        admin.post(f"/staff/rules/{row.pk}/edit/", {"text": good, "seen": row.digest})
        admin.post(f"/staff/rules/{row.pk}/hand-in/")
        shown = second.get(f"/staff/rules/{row.pk}/").content.decode()
        assert "12 giờ" in shown
        assert "Hoàn Kiếm" in shown
        row.refresh_from_db()
        second.post(f"/staff/rules/{row.pk}/approve/", {"compared": "on", "seen": row.digest})
        row.refresh_from_db()
        assert (row.state, row.reviewer) == (State.APPROVED, lawyer)
        stored.forget()
        ahead = signed_in(cast.officer).get("/staff/rules/ahead/").content.decode()
        assert Registration.objects.get().display_code in ahead
        next_door = signed_in(cast.officer_next_door).get("/staff/rules/ahead/").content.decode()
        assert Registration.objects.get().display_code not in next_door


PAGES = ("", "new/", "{pk}/", "{pk}/edit/", "{pk}/approve/", "{pk}/send-back/", "{pk}/withdraw/", "ahead/")
MAY = {
    "administrator": {"", "new/", "{pk}/", "{pk}/edit/", "{pk}/withdraw/"},
    "lawyer": {"", "{pk}/", "{pk}/approve/", "{pk}/send-back/", "{pk}/withdraw/"},
    "officer": {"ahead/"},
    "chief": {"ahead/"},
}


@pytest.mark.parametrize(
    "who", ["administrator", "lawyer", "officer", "chief", "social", "chair", "coordinator", "counsellor", "editor"]
)
def test_each_page_belongs_to_its_roles(cast, lawyer, who):
    row = written(cast.administrator)
    browser = signed_in({**cast.staff(), "lawyer": lawyer}[who])
    answers = {page: browser.get("/staff/rules/" + page.format(pk=row.pk)).status_code for page in PAGES}
    assert answers == {page: 200 if page in MAY.get(who, ()) else 403 for page in PAGES}


@pytest.mark.parametrize("who", ["officer", "chief", "coordinator", "editor"])
def test_nobody_else_takes_a_step(cast, lawyer, who):
    row = written(cast.administrator)
    browser = signed_in(cast.staff()[who])
    for step in ("edit", "hand-in", "take-back", "approve", "send-back", "withdraw"):
        assert browser.post(f"/staff/rules/{row.pk}/{step}/", {"reason": "x"}).status_code == 403
    row.refresh_from_db()
    assert row.state == State.DRAFT


@pytest.mark.parametrize("text", ["\x00", "[" * 5000, "x" * 500_000, "", "\ud800", "a = 1e999999"])
def test_whatever_is_typed_is_answered(cast, text):
    row = written(cast.administrator)
    browser = signed_in(cast.administrator)
    data = {"text": text.encode("utf-8", "replace").decode(), "seen": row.digest}
    assert browser.post(f"/staff/rules/{row.pk}/edit/", data).status_code == 200
    assert browser.get(f"/staff/rules/{row.pk}/").status_code == 200


def test_the_page_takes_the_same_queries_for_one_registration_and_for_many(cast):
    row = written(cast.administrator)
    browser = signed_in(cast.administrator)
    counts = []
    for _round in range(2):
        filed(cast.ward)
        filed(cast.next_door)
        browser.get(f"/staff/rules/{row.pk}/")
        with CaptureQueriesContext(connection) as queries:
            browser.get(f"/staff/rules/{row.pk}/")
        counts.append(len(queries))
    assert counts[0] == counts[1]
