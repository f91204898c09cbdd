"""How numbers and the parts of a breakdown are written for people, in the page's language."""

from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import get_language, pgettext

from portal.places.models import Ward
from registration.rules.ruleset import rulesets

NOTHING = "–"


def number(value: Decimal | float | None, unit: str = "", *, signed: bool = False) -> str:
    """ "1.234", "66,7 %"; a dash where there is none; `signed` writes the plus of a change."""
    if value is None:
        return NOTHING
    value = Decimal(value)
    places = 0 if value == value.to_integral_value() and unit not in {"percent", "hours"} else 1
    sign = "+" if signed and value > 0 else ""
    text = sign + str(number_format(value, decimal_pos=places, use_l10n=True, force_grouping=True)).replace(
        "-", "\N{MINUS SIGN}"
    )
    return text + ("\N{NO-BREAK SPACE}%" if unit == "percent" else "")


def dimensions() -> dict[str, str]:
    """The ways to split a figure."""
    return {
        "ward": pgettext("split a figure by", "ward"),
        "place": pgettext("split a figure by", "place of treatment"),
        "age_band": pgettext("split a figure by", "age"),
        "sex": pgettext("split a figure by", "sex"),
        "repeat": pgettext("split a figure by", "first time or again"),
    }


def value_labels(dimension: str, wards: list[str] | None = None) -> dict[str, str]:
    """The values of a dimension in words, in the order in which they are shown."""
    if dimension == "ward":
        rows = Ward.objects.filter(code__in=wards or ()).order_by("folded")
        return {ward.code: ward.official_name for ward in rows}
    if dimension == "place":
        return places() | {"": pgettext("place of treatment", "not decided")}
    if dimension == "sex":
        return {"male": pgettext("sex", "male"), "female": pgettext("sex", "female"), "": _unknown()}
    if dimension == "age_band":
        return {
            "12-17": pgettext("age", "12 to under 18"),
            "18-29": pgettext("age", "18 to 29"),
            "30-44": pgettext("age", "30 to 44"),
            "45+": pgettext("age", "45 and older"),
            "": _unknown(),
        }
    return {"first": pgettext("how often", "for the first time"), "repeat": pgettext("how often", "again")}


def places() -> dict[str, str]:
    """The places of treatment of every version of the law, the newest names last said."""
    language = "en" if (get_language() or "").startswith("en") else "vi"
    return {key: place.name(language) for rules in rulesets().values() for key, place in rules.places.items()}


def _unknown() -> str:
    return pgettext("value of a breakdown", "not known")
