"""What the police desk records beside the stages: plan, contract, going home, the steps to a public facility."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.places.models import Facility
from registration.casework import clock
from registration.casework.errors import BadInput, WrongState
from registration.casework.models import Registration
from registration.rules.ruleset import ruleset, ruleset_for

from ..models import Contract, Plan, PublicStep
from ..stages import stages_of
from ..states import BROUGHT_BY_POLICE, PUBLIC_STEPS
from .holding import by_desk, note

__all__ = ["go_home", "keep_contract", "keep_plan", "person_told", "record_public_step"]


def keep_plan(
    registration: Registration,
    officer: User,
    *,
    facility: Facility | None,
    provider: str,
    words: dict[str, str],
    now: datetime | None = None,
) -> Plan:
    """The plan as it stands now, with the provider of the directory or as typed."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        if facility is None and not provider.strip():
            raise BadInput("provider", _("Choose who treats at home, or write who it is."))
        plan, _made = Plan.objects.update_or_create(
            registration=locked,
            defaults={
                "facility": facility,
                "provider": "" if facility else provider.strip(),
                "words": {key: text.strip() for key, text in words.items() if text.strip()},
                "changed_at": now,
                "changed_by": officer,
            },
        )
        note(officer, "treatment_plan.kept", locked)
    return plan


def keep_contract(
    registration: Registration,
    officer: User,
    *,
    facility: Facility,
    number: str,
    signed_on: date,
    from_on: date,
    to_on: date,
    stages: list[str],
    now: datetime | None = None,
) -> Contract:
    """The contract with a private facility as it stands now."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        if facility.kind != Facility.Kind.PRIVATE_REHABILITATION:
            raise BadInput("facility", _("Choose a private facility."))
        if not number.strip():
            raise BadInput("number", _("Write the number of the contract."))
        if signed_on > clock.today(now):
            raise BadInput("signed_on", _("The contract is signed today or earlier."))
        if to_on < from_on:
            raise BadInput("to_on", _("The last day lies before the first."))
        known = [stage.key for stage in stages_of(locked)]
        if not stages or not set(stages) <= set(known):
            raise BadInput("stages", _("Choose the stages of the contract."))
        contract, _made = Contract.objects.update_or_create(
            registration=locked,
            defaults={
                "facility": facility,
                "number": number.strip(),
                "signed_on": signed_on,
                "from_on": from_on,
                "to_on": to_on,
                "stages": [key for key in known if key in stages],
                "changed_at": now,
                "changed_by": officer,
            },
        )
        note(officer, "contract.kept", locked, facility=facility.pk)
    return contract


def go_home(
    registration: Registration, officer: User, *, went_home_on: date, facility_told: bool, now: datetime | None = None
) -> Contract:
    """The person goes on at home after the first stages: the facility tells, and the person reports, each in time."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        contract = _contract(locked)
        today = clock.today(now)
        if not contract.from_on <= went_home_on <= today:
            raise BadInput("went_home_on", _("The day lies between the first day of the contract and today."))
        rules, left = ruleset_for(today), clock.end_of_day(went_home_on)
        contract.went_home_on = went_home_on
        contract.facility_tells_by = rules.due("provider_report", left)
        contract.person_tells_by = rules.due("home_after_facility", left)
        if facility_told and contract.facility_told_at is None:
            contract.facility_told_at = now
        contract.changed_at, contract.changed_by = now, officer
        contract.save()
        note(officer, "contract.went_home", locked)
    return contract


def person_told(registration: Registration, officer: User, *, now: datetime | None = None) -> Contract:
    """The person has told the desk that they go on at home. The first report counts."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        contract = _contract(locked)
        if contract.went_home_on is None:
            raise WrongState(_("Record first on which day the person went home."))
        if contract.person_told_at is None:
            contract.person_told_at, contract.changed_at, contract.changed_by = now, now, officer
            contract.save()
            note(officer, "contract.person_told", locked)
    return contract


def record_public_step(
    registration: Registration,
    officer: User,
    key: str,
    *,
    number: str = "",
    facility: Facility | None = None,
    now: datetime | None = None,
) -> PublicStep:
    """A step on the way to a public facility or school is done now; the clock of the next one starts."""
    now = now or timezone.now()
    with by_desk(registration, officer) as locked:
        step = PublicStep.objects.select_for_update(of=("self",)).filter(registration=locked, key=key).first()
        if step is None or step.done_at is not None:
            raise WrongState(_("This step is not due, or is recorded already."))
        if key == PUBLIC_STEPS[1] and facility is None:
            raise BadInput("facility", _("Choose the facility that was assigned."))
        step.done_at, step.done_by, step.number, step.facility = now, officer, number.strip(), facility
        step.save()
        following = PUBLIC_STEPS[PUBLIC_STEPS.index(key) + 1 :]
        if following:
            open_step(locked, following[0], now)
        note(officer, "public_step.done", locked, step=key, late=now > step.due_at)
    return step


def open_step(registration: Registration, key: str, now: datetime) -> PublicStep | None:
    """Start the clock of a step, where the case's law knows it. The caller holds the registration."""
    rules = ruleset(registration.rules_version)
    if registration.place not in BROUGHT_BY_POLICE or key not in rules.deadlines:
        return None
    step, _made = PublicStep.objects.get_or_create(
        registration=registration, key=key, defaults={"started_at": now, "due_at": rules.due(key, now)}
    )
    return step


def _contract(registration: Registration) -> Contract:
    found = Contract.objects.select_for_update(of=("self",)).filter(registration=registration).first()
    if found is None:
        raise WrongState(_("There is no contract yet."))
    return found
