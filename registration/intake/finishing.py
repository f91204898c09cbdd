"""From draft to registration: one transaction files it, takes over the files and erases the draft.

The same browser finishing twice (double click, lost answer) gets the same registration: the finish key comes from its
token, and the second one either waits for the draft's lock or finds what the first one wrote.
"""

from datetime import date
from typing import Any

from portal import rows
from portal.places.models import Ward
from registration.casework import filing
from registration.casework.models import Registration
from registration.intake import drafts, requests
from registration.intake.steps import PAGE_ONLY, Step, steps_for
from registration.intake.stops import Stop, asked_by_relative, may_file_now, stops


class NotReady(Exception):
    """The form cannot be finished yet: `steps` miss answers, `first` are things to do before."""

    def __init__(self, steps: list[Step], first: list[Stop]) -> None:
        super().__init__([step.slug for step in steps], [stop.key for stop in first])
        self.steps, self.first = steps, first


def what_is_open(draft: drafts.Draft, today: date) -> tuple[list[Step], list[Stop]]:
    """Steps that miss an answer or hold a refused one, and stops that forbid the finish."""
    steps = [
        step
        for step in steps_for(draft.answers, today)
        if step.slug in draft.pending or step.misses_something(draft.answers)
    ]
    return steps, [stop for stop in stops(draft.answers, today) if stop.final]


def final_answers(answers: dict[str, Any], today: date) -> dict[str, Any]:
    """The answers that are filed: those of the steps that apply, and whether the person has still to confirm."""
    fields = {name for step in steps_for(answers, today) for name in step.fields} | {"consent_version"}
    final = {name: value for name, value in answers.items() if name in fields - PAGE_ONLY}
    if asked_by_relative(answers, today):
        final["request_unconfirmed"] = "yes"
        final.pop("consent_sms", None)  # only the person agrees to messages to the person
    return final


def finish(token: str, today: date) -> Registration:
    """The registration of this browser's draft, written now or found. Raises NotReady, or drafts.NoDraft."""
    key = drafts.finish_key(token)
    return filing.once(key, lambda: _finish(token, key, today))


def _finish(token: str, key: str, today: date) -> Registration:
    try:
        draft = drafts.take(token)
    except drafts.NoDraft:
        if found := Registration.objects.filter(finish_key=key).first():
            return found
        raise
    steps, first = what_is_open(draft, today)
    if steps or first:
        raise NotReady(steps, first)  # and the draft is there again
    registration = filing.write_registration(
        answers=final_answers(draft.answers, today),
        papers_of=draft.pk,
        ward=rows.by_key(Ward, draft.answers["residence_ward"]),
        finish_key=key,
        file_now=draft.answers.get("file_now") == "yes" and may_file_now(draft.answers, today),
    )
    if registration.answers.get(requests.UNCONFIRMED) and requests.asks_by_sms(draft.answers):
        requests.ask(registration)
    return registration
