"""The steps of a report, each once: begin, count again, check, hand back, send, correct, discard (report_states.py).

Every step locks the row, then looks whether person and state allow it, then changes and records. The caller's page is
only a mouth.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from ..areas import Area, view_of
from ..content import content
from ..errors import NotYours, ReportRefusal
from ..figures import at
from ..models import Report, State
from ..periods import Period, parse
from ..report_states import BY_NAME, ReportMove

IN_HAND = _("A report of this period is already being written. Open it and go on there.")
SENT_ALREADY = _("The report of this period was sent. Open it to correct it in a new version.")
CHANGED = _("This report has changed in the meantime, so nothing was done. Look at it again.")
OWN_DRAFT = _("Somebody else has to check it: you drafted this report yourself.")
ONLY_DRAFTER = _("Only the person who drafted it can discard it.")
STILL_RUNS = _("The period is not over yet, so the figures can still change.")
COUNTED_EARLY = _("The figures were counted before the period was over. Count again first.")


def begin(actor: User, area: Area, period: Period, *, note: str = "", now: datetime | None = None) -> Report:
    """A draft of an area's report, with the figures of now. Raises NotYours, ReportRefusal if there is one already."""
    now = now or timezone.now()
    _guard_person(actor, area)
    known = Report.objects.filter(**at(area), kind=period.kind, year=period.year)
    if known.exists():
        raise ReportRefusal(SENT_ALREADY if known.filter(state=State.SENT).exists() else IN_HAND)
    return _open(actor, area, period, now, note=note)


def correct(actor: User, report: Report, *, now: datetime | None = None) -> Report:
    """A new version of a sent report, as a draft with the figures of now; the sent one stays as it is."""
    now = now or timezone.now()
    with _turn("correct", actor, report, now) as locked:
        if Report.objects.filter(corrects=locked).exists():
            raise ReportRefusal(IN_HAND)
        period = parse(locked.period_slug)
        assert period is not None
        return _open(actor, area_of(locked), period, now, version=locked.version + 1, corrects=locked)


def refresh(actor: User, report: Report, *, note: str | None = None, now: datetime | None = None) -> Report:
    """Count again, with `note` as the words beside the figures. Who counts last is the drafter, and does not check."""
    now = now or timezone.now()
    with _turn("refresh", actor, report, now) as locked:
        period = parse(locked.period_slug)
        assert period is not None
        locked.figures = content(area_of(locked), period, now)
        if note is not None:
            locked.note = note
        locked.drafted_by, locked.drafted_at = actor, now
        locked.save(update_fields=["figures", "note", "drafted_by", "drafted_at"])
    return locked


def check(actor: User, report: Report, *, now: datetime | None = None) -> Report:
    """Checked by a second person; the figures stand still from here on."""
    now = now or timezone.now()
    with _turn("check", actor, report, now) as locked:
        period = parse(locked.period_slug)
        assert period is not None
        if datetime.fromisoformat(locked.figures["as_of"]) < period.until:
            raise ReportRefusal(COUNTED_EARLY)
        locked.checked_by, locked.checked_at, locked.state = actor, now, State.CHECKED
        locked.save(update_fields=["checked_by", "checked_at", "state"])
    return locked


def hand_back(actor: User, report: Report, *, now: datetime | None = None) -> Report:
    """Back to draft: something has to be mended first."""
    with _turn("hand-back", actor, report, now or timezone.now()) as locked:
        locked.checked_by, locked.checked_at, locked.state = None, None, State.DRAFT
        locked.save(update_fields=["checked_by", "checked_at", "state"])
    return locked


def send(actor: User, report: Report, *, now: datetime | None = None) -> Report:
    """Sent: from now on nothing of it changes, the database sees to that."""
    now = now or timezone.now()
    with _turn("send", actor, report, now) as locked:
        locked.sent_by, locked.sent_at, locked.state = actor, now, State.SENT
        locked.save(update_fields=["sent_by", "sent_at", "state"])
    return locked


def discard(actor: User, report: Report, *, now: datetime | None = None) -> None:
    """The draft is gone; only its drafter may."""
    with _turn("discard", actor, report, now or timezone.now()) as locked:
        locked.delete()


def area_of(report: Report) -> Area:
    """The province or ward of a report."""
    place = report.ward or report.province
    return Area(report.area_code, place.official_name, report.province_id)


def allows(move: ReportMove, actor: User, report: Report, now: datetime) -> str:
    """Why `actor` may not do `move` with the report now, in words; empty where they may. The area is not looked at."""
    if move.at != report.state:
        return str(CHANGED)
    if move.other_person and report.drafted_by_id == actor.pk:
        return str(OWN_DRAFT)
    if move.drafter and report.drafted_by_id != actor.pk:
        return str(ONLY_DRAFTER)
    period = parse(report.period_slug)
    if move.closed and (period is None or not period.is_closed(now)):
        return str(STILL_RUNS)
    return ""


def _open(
    actor: User,
    area: Area,
    period: Period,
    now: datetime,
    *,
    version: int = 1,
    corrects: Report | None = None,
    note: str = "",
) -> Report:
    try:
        with transaction.atomic():
            report = Report.objects.create(
                **at(area),
                kind=period.kind,
                year=period.year,
                version=version,
                corrects=corrects,
                figures=content(area, period, now),
                note=note,
                drafted_by=actor,
                drafted_at=now,
            )
            _record(actor, "report.begin", report)
    except IntegrityError as error:  # somebody else began it in this very moment
        raise ReportRefusal(IN_HAND) from error
    return report


@contextmanager
def _turn(name: str, actor: User, report: Report, now: datetime) -> Iterator[Report]:
    """The locked row of a report, if person and state allow the step; recorded at the end."""
    with transaction.atomic():
        locked = (
            Report.objects.select_for_update(of=("self",))
            .select_related("province", "ward")
            .filter(pk=report.pk)
            .first()
        )
        if locked is None:
            raise ReportRefusal(CHANGED)
        _guard_person(actor, area_of(locked))
        if refusal := allows(BY_NAME[name], actor, locked, now):
            raise ReportRefusal(refusal)
        key = str(locked.pk)
        yield locked
        _record(actor, f"report.{name}", locked, key)


def _guard_person(actor: User, area: Area) -> None:
    if not view_of(actor).reports_for(area):
        raise NotYours(_("Your role today does not write the reports of this area."))


def _record(actor: User, action: str, report: Report, key: str = "") -> None:
    detail = {"area": report.area_code, "period": report.period_slug, "version": report.version}
    log.record(actor, action, "report", key or str(report.pk), detail=detail)
