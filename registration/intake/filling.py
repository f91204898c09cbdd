"""One step of the form, whoever fills it in: show it with what is stored, take what was sent, keep every word.

Used by the citizen's wizard (`views.step`) and at the desk (`clerk`); each brings its own way of writing the draft.
"""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.privacy import clean_text
from portal.privacy.uploads import checking
from registration.intake import papers, result_clock, steps, stops
from registration.intake.forms.base import StepForm
from registration.intake.models import Draft

# Writes one step of the draft: valid answers, and what was typed and not yet valid. Raises drafts.NoDraft.
Write = Callable[[steps.Step, dict[str, Any], dict[str, list[str]]], Draft]
PAPERS, RESIDENCE = "giay-to", "noi-o"

# Questions that script shows only where an earlier answer calls for them; without script all are there to be left out.
REVEALED: dict[str, dict[str, tuple[str, tuple[str, ...]]]] = {
    "bat-dau": dict.fromkeys(
        ("determination_facility", "determination_date", "determination_time"), ("determination_result", ("yes",))
    ),
    "nguoi-dang-ky": dict.fromkeys(
        ("id_number", "id_issued_on", "id_issued_by"), ("id_kind", ("personal_number", "passport"))
    ),
}


@dataclass(frozen=True)
class Taken:
    """What became of a step that was sent: `go` is the button, `removed` whether a file was taken away."""

    draft: Draft
    form: StepForm
    valid: bool
    go: str
    removed: bool


def at_desk(draft: Draft) -> bool:
    """Whether an officer fills it in."""
    return draft.clerk_id is not None


def form_of(draft: Draft, step: steps.Step, today: date, lang: str) -> StepForm:
    """The step's form with what is stored; words that were refused before are shown again with the reason."""
    pending = draft.pending.get(step.slug)
    if not pending:
        return step.form(saved=draft.answers, today=today, lang=lang, at_desk=at_desk(draft))
    data = QueryDict(mutable=True)
    for name, values in pending.items():
        data.setlist(name, values)
    form = step.form(data, saved=draft.answers, today=today, lang=lang, at_desk=at_desk(draft))
    form.is_valid()
    return form


def typed_in(request: HttpRequest, step: steps.Step) -> dict[str, list[str]]:
    """What was sent for this step, without what no browser can show."""
    return {name: clean_text.showable(request.POST.getlist(name)) for name in step.fields if name in request.POST}


def take(request: HttpRequest, draft: Draft, step: steps.Step, *, write: Write, today: date, lang: str) -> Taken:
    """Save what is valid and keep the rest for showing again; files are checked and kept one by one."""
    sent = (request.POST, request.FILES)
    form = step.form(*sent, saved=draft.answers, today=today, lang=lang, at_desk=at_desk(draft))
    valid = form.is_valid()
    typed = typed_in(request, step)
    draft = write(step, form.answers(), {} if valid else typed)
    removed = request.POST.get("remove", "")
    if removed:
        papers.remove(removed, draft.pk)
    if step.slug == PAPERS:
        kinds = {name[5:]: str(kind) for name, kind in request.POST.items() if name.startswith("kind_")}
        papers.set_kinds(draft.pk, kinds)
    valid = _keep_papers(request, draft, form) and valid
    go = request.POST.get("go", "stay" if removed else "next")
    if go == "wards":  # the lists are to be filled, nothing is to be judged yet
        chosen = draft.answers | {name: values[-1] for name, values in typed.items() if values}
        form = step.form(saved=chosen, today=today, lang=lang)
    elif not valid:
        form.show_again()
    return Taken(draft, form, valid, go, bool(removed))


def _keep_papers(request: HttpRequest, draft: Draft, form: StepForm) -> bool:
    """Check and keep each file; faults become errors of the field. True when all were kept."""
    whole, kind = True, papers.kind_of(request.POST.get("document_kind", ""))
    for file in request.FILES.getlist("documents"):
        try:
            papers.keep(checking.checked(file.name or "", file.read()), draft.pk, kind)
        except checking.BadFile as error:
            form.add_error("documents", error.message)
            whole = False
    return whole


def context(draft: Draft, step: steps.Step, form: StepForm, today: date) -> dict[str, Any]:
    """What the templates of a step show, for the citizen and for the desk."""
    path = steps.steps_for(draft.answers, today)
    return {
        "step": step,
        "form": form,
        "number": 1 + sum(steps.STEPS.index(one) < steps.STEPS.index(step) for one in path),
        "total": len(path),
        "draft": draft,
        "saved_at": draft.active_at if draft.answers else None,
        "papers": papers.of_draft(draft.pk) if step.slug == PAPERS else [],
        "minor": stops.is_minor(draft.answers, today),
        "valid_until": stops.determination_valid_until(draft.answers, today),
        "hours": result_clock.read(draft.answers, timezone.now()),
        "revealed": json.dumps({k: when for k, when in REVEALED.get(step.slug, {}).items() if k in form.fields}),
        "ward_words": json.dumps(_ward_words()) if step.slug == RESIDENCE else "",
    }


def _ward_words() -> dict[str, str]:
    """What the box of wards says (`ward-box.mjs`)."""
    return {
        "label": _("Communes and wards found"),
        "none": _("Nothing found yet. Write on, or choose from the lists below."),
        "some": _("%(count)s found. Choose with the arrow keys and Enter.") % {"count": "{count}"},
        "chosen": _("Chosen: %(ward)s") % {"ward": "{ward}"},
        "formerly": _("formerly %(unit)s") % {"unit": "{unit}"},
    }
