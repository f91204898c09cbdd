"""What a form says of signed papers: itself, the decision and the decision on aftercare."""

from django.utils import timezone

from portal.accounts.models import Role
from portal.places.models import Ward
from registration.rules.model import OfficialForm
from registration.rules.ruleset import RuleSet

from .. import clock
from ..models import Decision
from . import bodies
from .case import Case
from .editions import CURRENT, text, words
from .people import written


def signed(case: Case, rules: RuleSet, ward: Ward, form: OfficialForm, paper: Decision | None) -> dict[str, str]:
    """What the signed papers say: this one, the decision and the decision on aftercare."""
    decision, aftercare = case.paper("decision"), case.paper("aftercare_decision")
    own = paper if paper and paper.term_months else decision
    title = bodies.named(form.signed_by, rules, ward)
    started = case.registration.started_on
    return {
        "signer": _signer(paper, form.signed_by),
        "signer_title": title,
        "signer_title_upper": title.upper(),
        "term": words()["common"]["term"].format(months=own.term_months) if own and own.term_months else "",
        "starts_on": written(own.starts_on if own else None),
        "ends_on": written(own.ends_on if own and own.ends_on else case.registration.ends_on),
        "from_day": written(started or (decision.starts_on if decision else None)),
        **_named_paper("decision", case, decision),
        **_named_paper("aftercare", case, aftercare),
        "aftercare_from": written(aftercare.starts_on if aftercare else None),
        "aftercare_until": written(
            aftercare.ends_on if aftercare and aftercare.ends_on else case.registration.aftercare_ends_on
        ),
        "aftercare_term": words()["common"]["term"].format(months=rules.lengths["aftercare"].number),
        "help_from": written(aftercare.starts_on if aftercare else started),
        "help_until": written(case.registration.aftercare_ends_on or case.registration.ends_on),
    }


def _named_paper(name: str, case: Case, paper: Decision | None) -> dict[str, str]:
    """Number, day and signer of another paper, as one cites it."""
    key = "decision" if name == "decision" else "aftercare_decision"
    ward = case.ward(paper.ward_id) if paper else None
    if paper is None or ward is None:
        return {f"{name}_number": "", f"{name}_on": "", f"{name}_by": ""}
    rules = case.rules(key)
    signed_by = rules.official_forms[key].signed_by
    desk = rules.people[signed_by].desk
    symbol = str(text(CURRENT, key).get("symbol", ""))
    return {
        f"{name}_number": bodies.number(symbol, paper.display_number, desk, ward),
        f"{name}_on": written(timezone.localtime(paper.signed_at)),
        f"{name}_by": ", ".join(
            part for part in (bodies.named(signed_by, rules, ward), _signer(paper, signed_by)) if part
        ),
    }


def _signer(paper: Decision | None, signed_by: str) -> str:
    """The name under the paper; empty where an officer recorded what only a chief or chair may sign, by pen."""
    if paper is None or paper.signed_by is None:
        return ""
    postings = paper.signed_by.postings.valid_on(clock.today(paper.signed_at)).filter(ward=paper.ward_id)
    held = set(postings.values_list("role", flat=True)) if signed_by in Role.values else set()
    return "" if held and signed_by not in held else str(paper.signed_by.full_name)
