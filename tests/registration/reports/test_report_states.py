"""A report from draft to sent: four eyes, nothing before its time, nothing after it, and corrections that show."""

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, InternalError, ProgrammingError, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.audit.models import Entry
from registration.casework.filing import file_registration
from registration.reports import areas, content, periods
from registration.reports.actions import reports
from registration.reports.errors import NotYours, ReportRefusal
from registration.reports.models import Report, State
from registration.reports.report_states import MOVES
from tests.registration.casework.cast import VIETNAM, answers, make_cast

AFTER = datetime(2026, 6, 15, 9, tzinfo=VIETNAM)
WITHIN = datetime(2026, 5, 3, 9, tzinfo=VIETNAM)
PERIOD = periods.period("half_year", 2026)


def ward(cast):
    return areas.Area(cast.ward.code, "", "01")


def sent(cast):
    report = reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
    reports.check(cast.chief, report, now=AFTER)
    return reports.send(cast.officer, report, now=AFTER)


def test_a_report_goes_from_draft_over_checked_to_sent_and_each_step_is_recorded(cast):
    report = sent(cast)
    assert (report.state, report.checked_by, report.sent_by) == (State.SENT, cast.chief, cast.officer)
    done = list(Entry.objects.filter(object_type="report").order_by("id").values_list("action", flat=True))
    assert done == ["report.begin", "report.check", "report.send"]


def test_nobody_checks_what_they_drafted_not_even_past_the_action(cast):
    report = reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
    with pytest.raises(ReportRefusal):
        reports.check(cast.officer, report, now=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(state=State.CHECKED, checked_by=cast.officer, checked_at=AFTER)


def test_who_counted_again_is_the_drafter_and_does_not_check(cast):
    report = reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
    reports.refresh(cast.chief, report, note="Đã xem lại", now=AFTER)
    with pytest.raises(ReportRefusal):
        reports.check(cast.chief, report, now=AFTER)
    assert reports.check(cast.officer, report, now=AFTER).note == "Đã xem lại"


def test_a_report_is_not_checked_before_its_period_is_over_or_with_figures_from_before(cast):
    report = reports.begin(cast.officer, ward(cast), PERIOD, now=WITHIN)
    for now in (WITHIN, AFTER):
        with pytest.raises(ReportRefusal):
            reports.check(cast.chief, report, now=now)
    reports.refresh(cast.officer, report, now=AFTER)
    assert reports.check(cast.chief, report, now=AFTER).state == State.CHECKED


@pytest.mark.parametrize("change", [{"figures": {}}, {"state": State.DRAFT}, {"note": "anders"}])
def test_the_database_refuses_every_change_of_a_sent_report(cast, change):
    report = sent(cast)
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**change)
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        report.delete()


def test_a_correction_is_a_new_version_that_shows_what_differs(cast):
    first = sent(cast)
    file_registration(answers=answers(), ward=cast.ward, finish_key="late", file_now=True, may_file=True, now=WITHIN)
    second = reports.correct(cast.officer, first, now=AFTER + timedelta(days=3))
    assert (second.version, second.corrects, second.state) == (2, first, State.DRAFT)
    shown = {one.label: (one.was, one.is_now) for one in content.differences(first.figures, second.figures)}
    assert list(shown.values()) == [("0", "1")]
    first.refresh_from_db()
    assert first.state == State.SENT
    with pytest.raises(ReportRefusal):
        reports.correct(cast.officer, first, now=AFTER + timedelta(days=4))


def test_one_report_of_a_period_is_written_at_a_time(cast):
    reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
    with pytest.raises(ReportRefusal):
        reports.begin(cast.chief, ward(cast), PERIOD, now=AFTER)
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.create(
            province_id="01",
            ward=cast.ward,
            kind="half_year",
            year=2026,
            version=2,
            drafted_by=cast.chief,
            drafted_at=AFTER,
        )


@pytest.mark.parametrize("who", ["officer_next_door", "social", "chair", "coordinator", "counsellor", "helper"])
def test_only_the_desk_of_the_ward_writes_its_report(cast, who):
    report = reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
    with pytest.raises(NotYours):
        reports.check(getattr(cast, who), report, now=AFTER)


def test_a_province_report_is_written_by_its_coordinator(cast):
    province = areas.Area("01", "", "01")
    assert reports.begin(cast.coordinator, province, PERIOD, now=AFTER).area_code == "01"
    with pytest.raises(NotYours):
        reports.begin(cast.chief, province, periods.period("year", 2025), now=AFTER)


STEPS = {
    "refresh": reports.refresh, "check": reports.check, "discard": reports.discard,
    "hand-back": reports.hand_back, "send": reports.send, "correct": reports.correct,
}  # fmt: skip


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.tuples(st.sampled_from(sorted(STEPS)), st.sampled_from(["officer", "chief", "social"])), max_size=12)
)
@pytest.mark.django_db
def test_whatever_is_tried_a_report_moves_only_as_the_table_says(steps):
    """A model: state and drafter, moved by the table alone; every other step is refused and changes nothing."""
    with transaction.atomic():
        cast = make_cast()
        report = reports.begin(cast.officer, ward(cast), PERIOD, now=AFTER)
        state, drafter = State.DRAFT, "officer"
        for name, who in steps:
            move = next(one for one in MOVES if one.name == name)
            refused = (
                who == "social"
                or move.at != state
                or (move.other_person and who == drafter)
                or (move.drafter and who != drafter)
            )
            if refused:
                with pytest.raises(ReportRefusal):
                    STEPS[name](getattr(cast, who), report, now=AFTER)
                continue
            after = STEPS[name](getattr(cast, who), report, now=AFTER)
            if name == "discard":
                assert not Report.objects.filter(pk=report.pk).exists()
                break
            if name == "correct":
                assert Report.objects.get(pk=report.pk).state == State.SENT
                report, state, drafter = after, State.DRAFT, who
            else:
                state = move.to or state
                drafter = who if name == "refresh" else drafter
            stored = Report.objects.get(pk=report.pk)
            assert (stored.state, stored.drafted_by) == (state, getattr(cast, drafter))
            assert stored.checked_by_id != stored.drafted_by_id
        transaction.set_rollback(True)
