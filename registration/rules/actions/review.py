"""A second person approves a version for a later day, or sends it back; until that day it can be withdrawn."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.accounts.models import User
from portal.audit import log
from portal.calendar.deadlines import VIETNAM

from .. import effects, stored
from ..basis import latest
from ..errors import Refused
from ..models import RuleSetVersion
from ..one_version import check_complete, read_version
from ..ruleset import RulesError

State = RuleSetVersion.State
MARGIN_S = 60


def first_day(now: datetime) -> date:
    """The first day for which something may still be approved or withdrawn: all processes hear of it before.

    Tomorrow, and in the last minutes before midnight the day after.
    """
    heard_by_all = now + timedelta(seconds=2 * settings.RULES_FRESH_S + MARGIN_S)
    return heard_by_all.astimezone(VIETNAM).date() + timedelta(days=1)


def approve(actor: User, pk: int, seen: str, *, now: datetime | None = None) -> RuleSetVersion:
    """The version is law here from its first day on. `seen` is the digest of the text that was read.

    Raises Refused: not in review, the author's own, another text than the one read, a day that is too near, a mistake.
    """
    now = now or timezone.now()
    newest = latest()
    try:
        with transaction.atomic():
            row = _in_review(actor, pk)
            if row.digest != seen:
                raise Refused(_("This is not the text that you read. Look at it again."))
            row.valid_from = _good_day(row, now, newest.valid_from)
            row.state, row.reviewer, row.approved_at, row.changed_at = State.APPROVED, actor, now, now
            row.save(update_fields=["state", "reviewer", "approved_at", "changed_at", "valid_from"])
            _note(actor, "approved", row)
            transaction.on_commit(stored.forget)
    except IntegrityError as error:
        raise Refused(_("Another version begins on the same day.")) from error
    return row


def send_back(actor: User, pk: int, reason: str) -> RuleSetVersion:
    """Back to the author, with what is to be mended."""
    with transaction.atomic():
        row = _in_review(actor, pk)
        row.state, row.changed_at = State.DRAFT, timezone.now()
        row.save(update_fields=["state", "changed_at"])
        _note(actor, "sent_back", row, reason)
    return row


def withdraw(actor: User, pk: int, reason: str, *, now: datetime | None = None) -> RuleSetVersion:
    """A version that does not count yet never will; a draft is dropped. Raises Refused once it counts."""
    now = now or timezone.now()
    with transaction.atomic():
        row = RuleSetVersion.objects.select_for_update().get(pk=pk)
        if row.state == State.WITHDRAWN:
            return row
        if row.state == State.APPROVED and row.valid_from and row.valid_from < first_day(now):
            raise Refused(_("This version counts already, or will in a moment: write a new one instead."))
        row.state, row.withdrawn_by, row.withdrawn_at, row.withdrawn_because = State.WITHDRAWN, actor, now, reason
        row.changed_at = now
        row.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "withdrawn_because", "changed_at"])
        _note(actor, "withdrawn", row, reason)
        transaction.on_commit(stored.forget)
    return row


def _in_review(actor: User, pk: int) -> RuleSetVersion:
    row = RuleSetVersion.objects.select_for_update().get(pk=pk)
    if row.state != State.REVIEW:
        raise Refused(_("This version has changed its state meanwhile, so nothing was done. Look at it again."))
    if row.author_id == actor.pk:
        raise Refused(_("Nobody approves a version that they wrote themselves."))
    return row


def _good_day(row: RuleSetVersion, now: datetime, after: date) -> date:
    try:
        rules = read_version(row.text, row.name)
        check_complete(row.text, row.name)
    except RulesError as error:
        raise Refused(_("The text has a mistake. Mend it first.")) from error
    valid_from = rules.valid_from
    if effects.problem(rules):
        raise Refused(_("The text has a mistake. Mend it first."))
    if valid_from < first_day(now):
        message = _("A version can begin on %(day)s at the earliest. Send it back and choose a later day.")
        raise Refused(message % {"day": f"{first_day(now):%d/%m/%Y}"})
    if valid_from <= after:
        message = _("The newest version begins on %(day)s; this one has to begin later.")
        raise Refused(message % {"day": f"{after:%d/%m/%Y}"})
    return valid_from


def _note(actor: User, what: str, row: RuleSetVersion, reason: str = "") -> None:
    detail = {"name": row.name, "digest": row.digest, "valid_from": row.valid_from and row.valid_from.isoformat()}
    log.record(actor, f"rules.{what}", "rule_set", str(row.pk), reason=reason[:500], detail=detail)
