"""What a person takes away: the code large and as QR, what to bring, the desk's hours, the official forms as PDF."""

from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

import segno
from django.utils import timezone

from portal.calendar import hours
from portal.places.models import Ward
from registration.casework import official_forms, papers
from registration.casework.models import Registration
from registration.casework.states import UNSEEN, Status
from registration.rules.model import Line
from registration.rules.ruleset import RuleSet, ruleset

PAPERS = ("application", "personal_history")
DOSSIER = "ho-so"
"""In addresses: cover, list of what to bring and both forms in one file."""


@dataclass(frozen=True)
class Copy:
    """One of the person's own papers: its name in addresses and files, and what the law calls it."""

    name: str
    label: str
    title: str


@dataclass(frozen=True)
class Receipt:
    """The facts of the receipt page."""

    registration: Registration
    rules: RuleSet
    bring: list[Line]
    copies: list[Copy]
    next_opening: datetime | None
    open_now: bool
    unseen: bool
    visit_ahead: bool
    """The desk has still to see the person and the originals."""
    qr: str
    body: str
    dossier: str = DOSSIER


def qr_svg(text: str) -> str:
    """A QR as inline SVG without style or script."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(
        out, kind="svg", xmldecl=False, svgns=False, border=2, omitsize=True, svgclass="dv-qr", lineclass="dv-qr-line"
    )
    return out.getvalue().decode()


def desk_at(rules: RuleSet, ward: Ward, lang: str) -> str:
    """The receiving body with its ward: Công an phường Hoàn Kiếm, Hà Nội. `ward` comes with its province."""
    if lang == "vi":
        return f"{rules.receiving_body.vi.replace('cấp xã', ward.official_name)}, {ward.province}"
    return f"{rules.receiving_body.en} ({ward.official_name}, {ward.province})"


def desk_name(rules: RuleSet, registration: Registration, lang: str) -> str:
    """The same of a registration's own ward."""
    return desk_at(rules, registration.ward, lang)


def form_names(rules: RuleSet) -> list[str]:
    """Names of the forms that the citizen prints, as in addresses: F20, F33."""
    return [rules.forms[key].replace(" ", "") for key in PAPERS if key in rules.forms]


def receipt(registration: Registration, lang: str) -> Receipt:
    """Everything that the receipt shows now."""
    rules, now = ruleset(registration.rules_version), timezone.now()
    office = registration.ward.office_hours
    return Receipt(
        registration=registration,
        rules=rules,
        bring=rules.what_to_bring(registration.answers, lang),
        copies=copies(registration, lang),
        next_opening=hours.next_opening(office, now) if office else None,
        open_now=bool(office) and hours.is_open(office, now),
        unseen=registration.status in UNSEEN,
        visit_ahead=registration.status in {*UNSEEN, Status.RECEIVED, Status.COMPLETION_REQUESTED},
        qr=qr_svg(registration.display_code),
        body=desk_name(rules, registration, lang),
    )


def copies(registration: Registration, lang: str) -> list[Copy]:
    """The papers that the person may print now."""
    return [
        Copy(_name(paper.number, paper.key), paper.label, paper.title)
        for paper in papers.of_the_person(registration, lang)
    ]


def pdf(registration: Registration, form: str, lang: str = "vi") -> bytes:
    """One of the person's own papers, or the whole dossier; raises KeyError for any other."""
    found = papers.of_the_person(registration)
    if form == DOSSIER and found:
        return official_forms.dossier(registration, lang)
    key = next((paper.key for paper in found if _name(paper.number, paper.key) == form), None)
    if key is None:
        raise KeyError(form)
    try:
        return official_forms.draw(registration, key)
    except official_forms.SealBroken as error:
        raise KeyError(form) from error


def _name(number: str, key: str) -> str:
    """F20 for "F 20"; the key where a number is no name for an address."""
    name = number.replace(" ", "")
    return name if name.isascii() else key.replace("_", "-")
