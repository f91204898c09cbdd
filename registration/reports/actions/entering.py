"""Type in a target or a number that the portal cannot count: one row each, replaced by the next one, recorded."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.audit import log

from ..areas import Area, view_of
from ..errors import NotYours
from ..figures import at
from ..models import Target, TypedNumber
from ..periods import Period


def set_target(
    actor: User,
    area: Area,
    period: Period,
    *,
    indicator: str,
    place: str,
    value: Decimal | None,
    now: datetime | None = None,
) -> None:
    """The target of an indicator from now on; None takes it away. Raises NotYours."""
    _guard(actor, area)
    key: dict[str, Any] = at(area) | {"kind": period.kind, "year": period.year, "indicator": indicator, "place": place}
    with transaction.atomic():
        if value is None:
            Target.objects.filter(**key).delete()
        else:
            now = now or timezone.now()
            Target.objects.update_or_create(**key, defaults={"value": value, "set_at": now, "set_by": actor})
        detail = {"indicator": indicator, "period": period.slug, "place": place, "value": str(value)}
        log.record(actor, "report.target", "report", area.code, detail=detail)


def type_number(
    actor: User,
    area: Area,
    period: Period,
    *,
    measure: str,
    value: int | None,
    source: str,
    now: datetime | None = None,
) -> None:
    """The number of a measure as its source gave it; None takes it away. Raises NotYours."""
    _guard(actor, area)
    key: dict[str, Any] = at(area) | {"kind": period.kind, "year": period.year, "measure": measure}
    with transaction.atomic():
        if value is None:
            TypedNumber.objects.filter(**key).delete()
        else:
            now = now or timezone.now()
            row = {"value": value, "source": source, "typed_at": now, "typed_by": actor}
            TypedNumber.objects.update_or_create(**key, defaults=row)
        detail = {"measure": measure, "period": period.slug, "value": value}
        log.record(actor, "report.number", "report", area.code, detail=detail)


def _guard(actor: User, area: Area) -> None:
    if not view_of(actor).coordinates(area):
        raise NotYours(_("Targets and typed-in numbers are kept by the coordinator of the province."))
