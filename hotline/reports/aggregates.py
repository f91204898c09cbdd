"""Aggregates of PostgreSQL that Django has not."""

from typing import Any

from django.db.models import Aggregate, DurationField, ExpressionWrapper, F, FloatField, Func


class Percentile(Aggregate):
    """The value below which `share` of the rows lie (0.5: the median)."""

    function = "PERCENTILE_CONT"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"
    output_field = FloatField()

    def __init__(self, expression: Any, share: float, **extra: Any) -> None:
        super().__init__(expression, share=share, **extra)


def seconds_between(begin: str, end: str) -> Any:
    """Seconds from the time in `begin` to the time in `end`, never negative; nothing where one is missing."""
    span = ExpressionWrapper(F(end) - F(begin), output_field=DurationField())
    return Func(span, template="ABS(EXTRACT(EPOCH FROM %(expressions)s))", output_field=FloatField())
