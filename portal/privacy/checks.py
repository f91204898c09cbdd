"""System check: the keys of stored data are there, readable and not the same secret twice."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register

from portal.privacy.cipher import KeyRingError, parse_keys

SHORTEST_INDEX_KEY = 32


@register(Tags.security)
def keys_are_usable(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """FIELD_KEYS parses; INDEX_KEY is long enough and differs from SECRET_KEY."""
    found: list[CheckMessage] = []
    try:
        parse_keys(settings.FIELD_KEYS)
    except KeyRingError as error:
        found.append(Error(str(error), hint="FIELD_KEYS=id:base64-of-32-bytes, newest first.", id="privacy.E002"))
    if len(settings.INDEX_KEY) < SHORTEST_INDEX_KEY:
        found.append(Error(f"INDEX_KEY is shorter than {SHORTEST_INDEX_KEY} characters.", id="privacy.E003"))
    if settings.INDEX_KEY == settings.SECRET_KEY:
        found.append(Error("INDEX_KEY and SECRET_KEY are the same.", id="privacy.E004"))
    return found
