"""The person and the writer as forms print them, out of the answers."""

from datetime import date, datetime
from typing import Any

from portal.places.models import Ward

from .bodies import full
from .editions import value


def written(stored: Any) -> str:
    """A day as forms write it; of a stored text also the year alone."""
    if isinstance(stored, datetime | date):
        return f"{stored:%d/%m/%Y}"
    text = str(stored or "")
    try:
        return date.fromisoformat(text).strftime("%d/%m/%Y") if len(text) == 10 else text
    except ValueError:
        return text


Wards = dict[str, Ward | None]


def people(answers: dict[str, Any], wards: Wards | None = None) -> dict[str, Any]:
    """`person` and `writer`, every field as text, empty where nothing was said.

    Who writes many people keeps `wards` between them: every ward is then looked up once.
    """
    wards = {} if wards is None else wards
    same = answers.get("permanent_same") == "yes"
    residence = _place(answers, "residence", wards)
    person = {
        "name": _text(answers, "full_name").upper(),
        "other_name": _text(answers, "other_name"),
        "birth": written(answers.get("date_of_birth")),
        "sex": value("sex", answers.get("sex")),
        "id_number": _text(answers, "id_number"),
        "id_issued_on": written(answers.get("id_issued_on")),
        "id_issued_by": _text(answers, "id_issued_by"),
        "residence": residence,
        "permanent": residence if same else _place(answers, "permanent", wards),
        "phone": _phone(answers.get("phone")),
    }
    own = answers.get("writer", "self") == "self"
    writer = person | {"relation": value("writer", "self")} if own else _writer(answers)
    return {"person": person, "writer": {key: text for key, text in writer.items() if key != "other_name"}}


def _writer(answers: dict[str, Any]) -> dict[str, Any]:
    return {
        "name": _text(answers, "writer_name").upper(),
        "birth": written(answers.get("writer_date_of_birth")),
        "sex": value("sex", answers.get("writer_sex")),
        "id_number": _text(answers, "writer_id_number"),
        "id_issued_on": written(answers.get("writer_id_issued_on")),
        "id_issued_by": _text(answers, "writer_id_issued_by"),
        "residence": _text(answers, "writer_address"),
        "phone": _phone(answers.get("writer_phone")),
        "relation": value("writer", answers.get("writer")),
    }


def _text(answers: dict[str, Any], name: str) -> str:
    return str(answers.get(name) or "")


def _phone(stored: Any) -> str:
    text = str(stored or "")
    return f"0{text[3:6]} {text[6:9]} {text[9:]}" if text.startswith("+84") and len(text) == 12 else text


def _place(answers: dict[str, Any], side: str, wards: Wards) -> str:
    code = _text(answers, f"{side}_ward")
    if code not in wards:
        wards[code] = Ward.objects.select_related("province").filter(code=code).first() if code else None
    return ", ".join(part for part in (_text(answers, f"{side}_address"), full(wards[code])) if part)
