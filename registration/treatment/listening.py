"""What treatment does when something happens to a registration; runs inside the move's transaction.

decide: where the police bring the person to a public facility or school, the first of the three clocks starts.
start, stop, notify-end, complete-treatment: what the facility had reported of it is confirmed.
An end of the treatment: an open referral is taken back or ended, and its place is free again.
"""

from registration.casework import clock
from registration.casework.models import Event
from registration.casework.states import FINAL, Status

from .actions.course import open_step
from .actions.refer import settle
from .models import ProviderReport, Referral
from .states import MOVE_OF_REPORT, PUBLIC_STEPS, ReferralState

REPORT_OF_MOVE = {move: kind for kind, move in MOVE_OF_REPORT.items()}
_TREATED = frozenset({Status.DECIDED, Status.IN_TREATMENT, Status.MOVED})


def on_event(event: Event) -> None:
    """Act on `event`; returns at once for what is not ours, as filing must stay cheap."""
    if event.kind == "decide":
        open_step(event.registration, PUBLIC_STEPS[0], event.at)
    if kind := REPORT_OF_MOVE.get(event.kind):
        waiting = ProviderReport.objects.filter(registration=event.registration, kind=kind, confirmed_at=None)
        waiting.update(confirmed_at=event.at)
    if event.from_status in _TREATED and (event.to_status in FINAL or event.to_status == Status.COMPLETED):
        _end(event)


def _end(event: Event) -> None:
    open_referrals = Referral.objects.select_for_update().open().filter(registration=event.registration)
    for referral in open_referrals:
        if referral.state == ReferralState.ADMITTED:
            referral.discharged_on = clock.today(event.at)
            reason = "finished" if event.to_status == Status.COMPLETED else "stopped"
            settle(
                referral,
                ReferralState.DISCHARGED,
                list_name="discharged",
                reason=reason,
                actor=event.actor,
                now=event.at,
            )
        else:
            settle(
                referral,
                ReferralState.REVOKED,
                list_name="referral_revoked",
                reason="other",
                actor=event.actor,
                now=event.at,
            )
