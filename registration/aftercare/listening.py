"""What aftercare does when something happens to a registration; runs inside the move's transaction.

decide: the needs that the person told become open needs. begin-aftercare, name-helper: the helper's time begins, the
earlier helper's ends; aftercare gets its plan of contacts. move: the helper's time ends (the new ward names one anew);
acknowledge: what is open goes along. An end (closed, stopped …): what is open is settled and says so.
"""

from registration.casework import clock
from registration.casework.models import Event, Registration
from registration.casework.states import FINAL
from registration.rules.ruleset import ruleset_for

from .models import Assignment, FollowUp, SupportNeed
from .plan import make_plan
from .states import Contact, Need, NeedState

ENDED = "ended"  # key of the list need_not_met


def on_event(event: Event) -> None:
    """Act on `event`; returns at once for what is not ours, as filing must stay cheap."""
    if act := _ACTS.get(event.kind):
        act(event)
    elif event.to_status in FINAL and event.from_status in _SUPPORTED:
        _settle(event)


def _decided(event: Event) -> None:
    told = event.registration.answers.get("support_needs") or []
    kinds = [kind for kind in Need.values if isinstance(told, list) and kind in told]
    if not kinds:
        return
    today = clock.today(event.at)
    SupportNeed.objects.bulk_create(
        [
            SupportNeed(
                registration=event.registration,
                ward_id=event.registration.ward_id,
                kind=kind,
                asked_on=today,
                changed_at=event.at,
            )
            for kind in kinds
        ],
        ignore_conflicts=True,
    )


def _began(event: Event) -> None:
    _helper_named(event)
    make_plan(event.registration, clock.today(event.at))


def _helper_named(event: Event) -> None:
    registration = event.registration
    if registration.helper_id is None:
        return
    _end_assignment(registration, event)
    forms = ruleset_for(clock.today(event.at)).forms
    Assignment.objects.create(
        registration=registration,
        helper_id=registration.helper_id,
        organisation=event.detail.get("organisation", ""),
        form=event.detail.get("form") or forms.get("helper", ""),
        ward_id=registration.ward_id,
        named_by=event.actor,
        started_at=event.at,
    )


def _left(event: Event) -> None:
    registration = event.registration
    _end_assignment(registration, event)
    if registration.helper_id is not None:
        registration.helper = None
        registration.save(update_fields=["helper"])


def _arrived(event: Event) -> None:
    registration = event.registration
    FollowUp.objects.planned().filter(registration=registration).update(ward_id=registration.ward_id)
    SupportNeed.objects.open().filter(registration=registration).update(ward_id=registration.ward_id)


def _settle(event: Event) -> None:
    registration, today = event.registration, clock.today(event.at)
    FollowUp.objects.planned().filter(registration=registration).update(
        state=Contact.DROPPED, settled_at=event.at, settled_by=event.actor
    )
    SupportNeed.objects.open().filter(registration=registration).update(
        state=NeedState.NOT_MET, reason=ENDED, not_met_on=today, changed_at=event.at
    )
    _end_assignment(registration, event)


def _end_assignment(registration: Registration, event: Event) -> None:
    Assignment.objects.filter(registration=registration, ended_at=None).update(ended_at=event.at)


_SUPPORTED = frozenset({"decided", "in_treatment", "completed", "aftercare", "moved"})
_ACTS = {
    "decide": _decided,
    "begin-aftercare": _began,
    "name-helper": _helper_named,
    "move": _left,
    "acknowledge": _arrived,
}
