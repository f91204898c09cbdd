"""`field`: save and load a row with an encrypted text, against the same row with a plain one."""

from typing import Any

from bench.result import Result, per_second
from bench.tables import Plain, Sealed, tables

TEXT = "Tôi muốn hỏi về việc đăng ký. " * 20


def measure(rounds: int = 5, count: int = 100) -> Result:
    """Rows saved and loaded a second."""

    def once(model: Any) -> None:
        key = model.objects.create(body=TEXT).pk
        assert model.objects.get(pk=key).body == TEXT

    with tables():
        sealed, plain = per_second(
            lambda _number: once(Sealed), lambda _number: once(Plain), rounds=rounds, count=count
        )
    return Result("field", sealed, "rows/s", plain)
