"""The list of topics with how far each is: what is done, what has begun, what is left, what may stay open."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from registration.intake.models import Draft
from registration.intake.steps import Step, steps_for


class State(StrEnum):
    """How far a topic is."""

    TO_CHECK = "to_check"
    DONE = "done"
    BEGUN = "begun"
    OPEN = "open"
    OPTIONAL = "optional"


@dataclass(frozen=True)
class Topic:
    """One step of the wizard as a line of the list."""

    step: Step
    state: State


def topics(draft: Draft, today: date, papers: int = 0) -> list[Topic]:
    """Every step that applies, with its state; `papers` is how many files were sent."""
    return [Topic(step, _state(step, draft, papers)) for step in steps_for(draft.answers, today)]


def done(found: list[Topic]) -> int:
    """How many topics need nothing more."""
    return sum(topic.state in (State.DONE, State.OPTIONAL) for topic in found)


def _state(step: Step, draft: Draft, papers: int) -> State:
    if step.slug in draft.pending:
        return State.TO_CHECK
    missing = [name for name in step.needed if not draft.answers.get(name)]
    answered = any(draft.answers.get(name) for name in step.fields) or (papers and "documents" in step.fields)
    if not missing:
        return State.DONE if step.needed or answered else State.OPTIONAL
    return State.BEGUN if answered else State.OPEN
