"""From a page to an action: for each move of the table its form, and how the form's fields reach the one function.

The desk's page and the later API take the same door; rules live in `actions/` alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from portal.accounts.models import User

from .actions.begin_aftercare import begin_aftercare
from .actions.close import close
from .actions.complete import complete
from .actions.complete_treatment import complete_treatment
from .actions.continue_treatment import continue_treatment
from .actions.decide import decide
from .actions.draft_decision import draft_decision
from .actions.hand_over import hand_over
from .actions.move import acknowledge, move
from .actions.name_helper import name_helper
from .actions.not_eligible import confirm_not_eligible, propose_not_eligible
from .actions.not_started import not_started
from .actions.notify_end import notify_end
from .actions.postpone import postpone
from .actions.propose_aftercare import propose_aftercare
from .actions.receive import receive
from .actions.request_completion import request_completion
from .actions.set_up_team import set_up_team
from .actions.start import start
from .actions.stop import stop
from .actions.suspend import resume, suspend
from .actions.withdraw import withdraw
from .forms import later_moves
from .forms import moves as forms
from .models import Registration

Act = Callable[..., Registration]


@dataclass(frozen=True)
class Performance:
    """How a move is performed: its form, and the action that takes the form's fields by name."""

    form: type[forms.MoveForm]
    act: Act

    def perform(
        self, registration: Registration, user: User, fields: dict[str, Any], *, stepped_up: bool
    ) -> Registration:
        """Do it. Raises the action's MoveRefused."""
        words = {name: value for name, value in fields.items() if name != "otp_token"}
        if "otp_token" in self.form.base_fields:
            words["stepped_up"] = stepped_up
        return self.act(registration, user, **words)


PERFORMANCES: dict[str, Performance] = {
    "receive": Performance(forms.ReceiveForm, receive),
    "request-completion": Performance(forms.RequestCompletionForm, request_completion),
    "complete": Performance(forms.MoveForm, complete),
    "not-eligible": Performance(forms.NotEligibleForm, propose_not_eligible),
    "confirm-not-eligible": Performance(forms.MoveForm, confirm_not_eligible),
    "draft-decision": Performance(later_moves.DraftDecisionForm, draft_decision),
    "decide": Performance(forms.DecideForm, decide),
    "start": Performance(forms.StartForm, start),
    "not-started": Performance(forms.MoveForm, not_started),
    "stop": Performance(forms.StopForm, stop),
    "notify-end": Performance(later_moves.NotifyEndForm, notify_end),
    "propose-aftercare": Performance(forms.StepUpForm, propose_aftercare),
    "complete-treatment": Performance(forms.StepUpForm, complete_treatment),
    "begin-aftercare": Performance(forms.BeginAftercareForm, begin_aftercare),
    "name-helper": Performance(forms.BeginAftercareForm, name_helper),
    "set-up-team": Performance(later_moves.SetUpTeamForm, set_up_team),
    "hand-over": Performance(later_moves.HandOverForm, hand_over),
    "suspend": Performance(later_moves.SuspendForm, suspend),
    "resume": Performance(forms.MoveForm, resume),
    "close": Performance(forms.MoveForm, close),
    "move": Performance(forms.MoveToWardForm, move),
    "acknowledge": Performance(forms.MoveForm, acknowledge),
    "continue-treatment": Performance(forms.StepUpForm, continue_treatment),
    "postpone": Performance(forms.PostponeForm, postpone),
    "withdraw": Performance(forms.MoveForm, withdraw),
}
