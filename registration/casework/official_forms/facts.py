"""What stands on the forms: a registration's answers in official words, bodies and articles of its rule set.

Rows that the portal never asks (family, criminal record, sanctions, earlier decisions) have no data: the template
leaves them for the pen.
"""

from datetime import date
from io import BytesIO
from typing import Any

import segno

from portal.places.models import Ward
from registration.casework.models import Registration
from registration.casework.official_forms import decision
from registration.casework.official_forms.words import value, words
from registration.rules.ruleset import RuleSet, ruleset

# Our templates carry today's numbers; an older version of the law prints on the same paper with its own.
TEMPLATES = {"application": "F20", "personal_history": "F33", "decision": "F22"}


def data_for(registration: Registration) -> dict[str, Any]:
    """Everything that the forms of this registration may print, as JSON-able text."""
    rules, answers = ruleset(registration.rules_version), registration.answers
    ward = Ward.objects.select_related("province").get(pk=registration.ward_id)
    common, labels = words()["common"], dict(words()["labels"])
    return {
        "forms": _forms(rules),
        "labels": labels,
        "footer": common["footer"],
        "page_word": common["page_word"],
        "code": registration.display_code,
        "qr": _qr(registration.display_code),
        "place_and_date": common["place_and_blank_date"].format(place=ward.province.name),
        "addressee": officer_of(rules.deciding_officer.vi, ward),
        **_people(answers),
        **_wishes(answers, rules),
        **_history(answers),
        **decision.data_for(registration, rules, ward),
    }


def _forms(rules: RuleSet) -> dict[str, dict[str, str]]:
    """Heading of each form by its number without spaces: template, label, title, where it is prescribed."""
    return {
        form.number.replace(" ", ""): {
            "template": TEMPLATES[key],
            "form_number": form.label("vi"),
            "title": form.vi.upper(),
            "form_source": rules.cite(form.article, "vi"),
        }
        for key, form in rules.official_forms.items()
        if key in TEMPLATES
    }


def officer_of(title: str, ward: Ward) -> str:
    """An officer's title with the ward in place of "of the commune": Trưởng Công an phường Hoàn Kiếm."""
    return title.replace("cấp xã", ward.official_name)


def written(stored: Any) -> str:
    """A stored date as forms write it, or the year alone."""
    text = str(stored or "")
    return date.fromisoformat(text).strftime("%d/%m/%Y") if len(text) == 10 else text


def _qr(text: str) -> str:
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=1)
    return out.getvalue().decode()


def _phone(stored: Any) -> str:
    text = str(stored or "")
    return f"0{text[3:6]} {text[6:9]} {text[9:]}" if text.startswith("+84") and len(text) == 12 else text


def _place(answers: dict[str, Any], side: str) -> str:
    ward = Ward.objects.select_related("province").filter(code=answers.get(f"{side}_ward") or "").first()
    units = [ward.official_name, ward.province.official_name] if ward else []
    return ", ".join(part for part in [answers.get(f"{side}_address", ""), *units] if part)


def _people(answers: dict[str, Any]) -> dict[str, Any]:
    same = answers.get("permanent_same") == "yes"
    residence = _place(answers, "residence")
    person = {
        "name": str(answers.get("full_name", "")).upper(),
        "other_name": answers.get("other_name", ""),
        "birth": written(answers.get("date_of_birth")),
        "sex": value("sex", answers.get("sex")),
        "id_number": answers.get("id_number", ""),
        "id_issued_on": written(answers.get("id_issued_on")),
        "id_issued_by": answers.get("id_issued_by", ""),
        "residence": residence,
        "permanent": residence if same else _place(answers, "permanent"),
        "phone": _phone(answers.get("phone")),
    }
    own = answers.get("writer", "self") == "self"
    writer = person | {"relation": value("writer", "self")} if own else _writer(answers)
    return {"person": person, "writer": {key: text for key, text in writer.items() if key != "other_name"}}


def _writer(answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": str(answers.get("writer_name", "")).upper(),
        "birth": written(answers.get("writer_date_of_birth")),
        "sex": value("sex", answers.get("writer_sex")),
        "id_number": answers.get("writer_id_number", ""),
        "id_issued_on": "",
        "id_issued_by": "",
        "residence": answers.get("writer_address", ""),
        "phone": _phone(answers.get("writer_phone")),
        "relation": value("writer", answers.get("writer")),
    }


def _wishes(answers: dict[str, Any], rules: RuleSet) -> dict[str, Any]:
    minor = bool(answers.get("representative_opinion") or answers.get("person_own_wish"))
    roles, own = words()["signatures"], answers.get("writer", "self") == "self"
    signers = ["person"] if own else ["writer", "person"]
    names = {"person": answers.get("full_name", ""), "writer": answers.get("writer_name", "")}
    heads = {"writer": roles["representative"]} if minor else {}
    return {
        "places": [
            {"on": answers.get("intended_place") == place.key, "label": place.vi} for place in rules.places.values()
        ],
        "preferred_facility": answers.get("preferred_facility", ""),
        "home_plan": answers.get("home_plan", ""),
        "minor": minor,
        "representative_opinion": answers.get("representative_opinion", ""),
        "person_own_wish": answers.get("person_own_wish", ""),
        "signatures": [
            {"role": heads.get(who, roles[who]), "hint": roles["hint"], "name": names[who]} for who in signers
        ],
    }


def _history(answers: dict[str, Any]) -> dict[str, Any]:
    earlier = answers.get("earlier_voluntary_count")
    return {
        "education": answers.get("education", ""),
        "occupation": answers.get("occupation", ""),
        "workplace": answers.get("workplace_or_school", ""),
        "substances": ", ".join(value("substances", one) for one in answers.get("substances") or []),
        "routes": ", ".join(value("routes", one) for one in answers.get("routes") or []),
        "first_used": str(answers.get("first_used_year") or ""),
        "earlier_voluntary": "" if earlier in (None, "") else str(earlier),
        "substitution": value("substitution_status", answers.get("substitution_status")),
    }
