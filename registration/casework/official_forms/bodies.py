"""The bodies and officers that a form names, with the ward in place of "of the commune"."""

from portal.places.models import Ward
from registration.rules.model import OfficialForm
from registration.rules.ruleset import RuleSet

from .editions import words

OF_THE_COMMUNE = "cấp xã"


def at_ward(title: str, ward: Ward) -> str:
    """An officer or body at a ward: Trưởng Công an phường Hoàn Kiếm."""
    return title.replace(OF_THE_COMMUNE, ward.official_name)


def named(key: str, rules: RuleSet, ward: Ward) -> str:
    """A key of the rule set's people, at a ward."""
    return at_ward(rules.people[key].vi, ward)


def full(ward: Ward | None) -> str:
    """phường Hoàn Kiếm, thành phố Hà Nội."""
    return f"{ward.official_name}, {ward.province.official_name}" if ward else ""


def issuer(form: OfficialForm, rules: RuleSet, ward: Ward) -> dict[str, str]:
    """The two lines of the issuing body in a paper's head, its plain name, and whose desk it is."""
    desk = rules.people[form.signed_by].desk
    texts = words()["bodies"]
    fill = {"province": ward.province.official_name, "ward": ward.official_name}
    key = desk if desk in {"police", "committee"} else "facility"
    plain = texts["committee_full" if key == "committee" else key].format(**fill)
    return {
        "parent": texts[f"{key}_parent"].format(**fill).upper(),
        "name": texts[key].format(**fill).upper(),
        "plain": plain,
        "desk": desk,
    }


def number(symbol: str, display_number: str, desk: str, ward: Ward) -> str:
    """07/2026/QĐ-CAP; dots for the number while it is not given."""
    letters = words()["letters"].get(desk, {}).get(ward.kind, "")
    return "/".join([display_number or "........", "-".join(part for part in (symbol, letters) if part)])
