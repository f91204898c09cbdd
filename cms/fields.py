"""The StreamField of our pages: its blocks stay out of migrations, its text is stored composed (NFC)."""

import unicodedata
from typing import Any

from wagtail.fields import StreamField


def composed(value: Any) -> Any:
    """`value` with every text in Unicode NFC, however deep in lists and dicts it lies.

    Some phones send letters and marks apart (NFD); fonts then draw the marks beside the letters.
    """
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, list):
        return [composed(item) for item in value]
    if isinstance(value, dict):
        return {key: composed(item) for key, item in value.items()}
    return value


class ContentStreamField(StreamField):
    """A StreamField without block definitions in migrations: a changed block needs no migration."""

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        name, path, _blocks, kwargs = super().deconstruct()
        kwargs.pop("block_lookup", None)
        return name, path, [[]], kwargs

    def get_prep_value(self, value: Any) -> Any:
        # The database and every revision pass here.
        prepared = super().get_prep_value(value)
        return composed(list(prepared)) if not isinstance(prepared, str | None) else prepared
