"""The part of the data that only the decision (F 22) prints; empty lines while nothing is decided."""

from typing import Any

from django.utils import timezone

from portal.places.models import Ward
from registration.casework.models import Registration
from registration.casework.models.decision import Register
from registration.casework.official_forms.words import words
from registration.rules.ruleset import RuleSet
from registration.rules.wording import amount_words


def data_for(registration: Registration, rules: RuleSet, ward: Ward) -> dict[str, Any]:
    """Number, signer, grounds, place and term of the latest decision."""
    paper = registration.decisions.filter(register=Register.DECISION).select_related("signed_by").last()
    fixed, common = words()["decision"], words()["common"]
    received = timezone.localtime(registration.received_at) if registration.received_at else None
    grounds = {
        "code": registration.display_code,
        "received": f"{received:%H:%M} ngày {received:%d/%m/%Y}" if received else "........",
    }
    title = rules.deciding_officer.vi.replace("cấp xã", ward.official_name)
    signed = timezone.localtime(paper.signed_at) if paper else None
    begin = rules.deadlines.get("begin")
    place = rules.places.get(paper.place) if paper else None
    return {
        "issuer_parent": f"Công an {ward.province.official_name}".upper(),
        "issuer": f"Công an {ward.official_name}".upper(),
        "decision_number": fixed["number"].format(number=paper.display_number if paper else "......"),
        "decision_place_and_date": common["place_and_date"].format(
            place=ward.province.name, day=f"{signed:%d}", month=f"{signed:%m}", year=f"{signed:%Y}"
        )
        if signed
        else common["place_and_blank_date"].format(place=ward.province.name),
        "signer_title": title,
        "signer_name": str(getattr(paper.signed_by, "full_name", "") or "") if paper else "",
        "grounds": [*_documents(rules, fixed["ground"]), fixed["request"].format(**grounds)],
        "place": place.vi if place else "",
        "term": fixed["term"].format(months=paper.term_months) if paper and paper.term_months else "",
        "starts_on": f"{paper.starts_on:%d/%m/%Y}" if paper and paper.starts_on else "",
        "ends_on": f"{paper.ends_on:%d/%m/%Y}" if paper and paper.ends_on else "",
        "begin": amount_words(begin.amount.number, begin.amount.unit, "vi") if begin else "",
        "recipients": fixed["recipients"],
    }


def _documents(rules: RuleSet, words: str) -> list[str]:
    """One line for each law or decree that this version of the rules rests on."""
    return [words.format(document=one.vi) for one in rules.documents.values() if one.number in rules.source]
