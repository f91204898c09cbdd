"""The next number of a desk's register: no gap and no repeat within one ward, register and calendar year."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.accounts.models import User
from portal.places.models import Ward
from registration.rules.ruleset import RuleSet, ruleset, ruleset_for

from . import clock
from .models import Decision, RegisterCounter, Registration


def next_number(ward: Ward, register: str, year: int) -> int:
    """Take the next number; the counter's row stays locked until the caller's transaction ends, so none is lost."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a register number is taken inside a transaction only")
    RegisterCounter.objects.bulk_create(
        [RegisterCounter(ward=ward, register=register, year=year)], ignore_conflicts=True
    )
    counter = RegisterCounter.objects.select_for_update().get(ward=ward, register=register, year=year)
    counter.last += 1
    counter.save(update_fields=["last"])
    return counter.last


def sign(
    registration: Registration,
    register: str,
    form: str,
    *,
    by: User,
    now: datetime,
    starts_on: date | None = None,
    ends_on: date | None = None,
    term_months: int | None = None,
    drafted_by: User | None = None,
    rules: RuleSet | None = None,
    detail: dict[str, Any] | None = None,
) -> Decision:
    """Write the numbered paper `form` (a form number of the rule set) into the register of the registration's ward.

    The paper keeps the versions of rules and templates of its day. `drafted_by` prepared it and is never the signer.
    `rules` is the law that the paper follows, where it is not the one of the case (aftercare follows today's).
    """
    rules = rules or ruleset(registration.rules_version)
    year = now.astimezone(clock.VIETNAM).year
    return Decision.objects.create(
        registration=registration,
        register=register,
        ward_id=registration.ward_id,
        year=year,
        number=next_number(registration.ward, register, year),
        form=form,
        signed_at=now,
        signed_by=by,
        place=registration.place,
        starts_on=starts_on,
        ends_on=ends_on,
        term_months=term_months,
        drafted_by=drafted_by,
        rules_version=rules.version,
        template_version=ruleset_for(clock.today(now)).paper_version,
        detail=detail or {},
    )
