"""From an officer's draft to a registration: prepared and, with the identity compared, received in the same moment.

Receiving goes through casework's own action (role, state, clock, event, audit, SMS). A paper form starts the clock when
the desk took it, not when it was typed in: Decree 163/2026, articles 89 and 91 count from receipt.
"""

from datetime import date
from uuid import UUID

from portal.accounts.models import User
from portal.places.models import Ward
from registration.casework import filing
from registration.casework.actions.receive import receive
from registration.casework.errors import WrongRole
from registration.casework.models import Opening, Registration
from registration.casework.turn import NOT_YOUR_ROLE
from registration.intake.clerk import drafts
from registration.intake.finishing import NotReady, final_answers, what_is_open
from registration.intake.models import Draft
from registration.intake.steps import Step
from registration.intake.stops import Stop
from registration.rules.eligibility import Outcome

# What the desk may receive all the same: the law knows no refusal, only "incomplete" (Decree 163/2026, article 89).
INCOMPLETE = frozenset(
    {str(Outcome.DETERMINATION_MISSING), str(Outcome.DETERMINATION_AWAITED), str(Outcome.DETERMINATION_TOO_OLD)}
)


def what_stands_in_the_way(draft: Draft, today: date) -> tuple[list[Step], list[Stop], list[Stop]]:
    """Steps that miss an answer, what forbids the finish, and what the person has to bring later."""
    steps, first = what_is_open(draft, today)
    later = [stop for stop in first if stop.key in INCOMPLETE]
    return steps, [stop for stop in first if stop.key not in INCOMPLETE], later


def finish(user: User, pk: UUID, today: date, *, identity_compared: bool) -> Registration:
    """The registration of the officer's draft; received where the identity was compared, else only prepared.

    Twice is the same registration. Raises NotReady, drafts.NoDraft, and whatever `receive` refuses.
    """
    key = f"desk:{pk}"
    return filing.once(key, lambda: _finish(user, pk, key, today, identity_compared))


def _finish(user: User, pk: UUID, key: str, today: date, identity_compared: bool) -> Registration:
    try:
        draft = drafts.load(user, pk, lock=True)
    except drafts.NoDraft:
        if found := Registration.objects.filter(finish_key=key).first():
            return found
        raise
    steps, first, _later = what_stands_in_the_way(draft, today)
    if steps or first:
        raise NotReady(steps, first)
    ward = Ward.objects.get(code=draft.answers["residence_ward"])
    if not drafts.own_ward(user, ward.code):
        raise WrongRole(NOT_YOUR_ROLE)
    at = draft.paper_received_at
    registration = filing.write_registration(
        answers=final_answers(draft.answers, today),
        papers_of=draft.pk,
        ward=ward,
        finish_key=key,
        file_now=False,
        source=Registration.Source.DESK,
        actor=user,
        now=at,
    )
    Opening.objects.create(registration=registration, user=user, opened_at=registration.created_at)
    if identity_compared:
        registration = receive(registration, user, identity_compared=True, now=at)
    draft.delete()
    return registration
