"""A flat JSON object through the wizard's own step forms, in their order: same fields, same rules, same words."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from registration.intake.finishing import final_answers
from registration.intake.forms.base import StepForm
from registration.intake.steps import STEPS, unfinished
from registration.intake.stops import may_file_now, stops
from registration.rules.ruleset import ruleset_for

from .answer_types import typed
from .faults import Problem

PAPERS = "giay-to"  # files do not come this way
# Where an outcome that forbids the finish is answered: the field to look at again.
FIELD_OF_STOP = {
    "too_young": "date_of_birth",
    "minor_needs_representative": "writer",
    "determination_missing": "determination_result",
    "determination_awaited": "determination_result",
    "determination_too_old": "determination_date",
    "place_not_open": "intended_place",
}


@dataclass(frozen=True)
class Reading:
    """`answers` as they are filed; `wishes_filing`: said `file_now`, where nothing in the answers speaks against it."""

    answers: dict[str, Any]
    wishes_filing: bool


class Refused(Exception):
    """The body cannot be filed; `problems` say why, in the order of the form."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__([problem.code for problem in problems])
        self.problems = problems


def read(body: dict[str, Any], *, today: date, lang: str, file_now: str) -> Reading:
    """The answers in `body`, or raises Refused. `file_now` (`yes`, `later`) counts where the body is silent."""
    data, problems = typed(body)
    data.setdefault("file_now", [file_now])
    answers = _through_the_steps(data, problems, today, lang)
    problems = _what_comes_first(answers, today, lang) + (problems or _missing(answers, today))
    if problems:
        raise Refused(problems)
    return Reading(
        answers=final_answers(answers, today),
        wishes_filing=data["file_now"][-1] == "yes" and may_file_now(answers, today),
    )


def _through_the_steps(data: dict[str, list[str]], problems: list[Problem], today: date, lang: str) -> dict[str, Any]:
    """Every step that applies reads the data; what is valid is known to the next, what is not joins `problems`."""
    answers: dict[str, Any] = {}
    known = {problem.field for problem in problems}
    for step in STEPS:
        if step.slug == PAPERS or not step.applies(answers, today):
            continue
        form = step.form(MultiValueDict(data), saved=answers, today=today, lang=lang)
        problems.extend(problem for problem in _problems(form) if problem.field not in known)
        answers |= form.answers()
    return answers


def _problems(form: StepForm) -> list[Problem]:
    found = []
    for name, errors in form.errors.as_data().items():
        field = "" if name == "__all__" else name
        missing = name in form.fields and not form.data.get(name)
        for error in errors:
            code = "required" if missing else error.code or "invalid"
            found.append(Problem(field, code, error.messages[0]))
    return found


def _what_comes_first(answers: dict[str, Any], today: date, lang: str) -> list[Problem]:
    """What the rules put before the registration (no determination, too young), as far as it was answered."""
    rules = ruleset_for(today)
    found = [(FIELD_OF_STOP.get(stop.key, ""), stop.key) for stop in stops(answers, today) if stop.final]
    return [
        Problem(field, key, rules.outcome(key, lang).text) for field, key in found if not field or answers.get(field)
    ]


def _missing(answers: dict[str, Any], today: date) -> list[Problem]:
    """Needed answers that no form asked for, should the steps ever demand more than their forms."""
    return [
        Problem(name, "required", _("This is needed."))
        for step in unfinished(answers, today)
        for name in step.needed
        if not answers.get(name)
    ]
