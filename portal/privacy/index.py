"""Blind index: a keyed fingerprint by which a sealed value can be looked up.

The same text gives the same fingerprint within one purpose and none across purposes; without
INDEX_KEY nobody can try out phone numbers against a stolen table. The caller normalises first
(E.164 for a phone, digits for a personal number): equal meaning must be equal text.
"""

import hmac
import unicodedata

from django.conf import settings


def blind_index(value: str, purpose: str) -> str:
    """64 hex digits that stand for `value` within `purpose` (for example "casework.phone")."""
    text = unicodedata.normalize("NFC", value)
    message = b"%d:%b%b" % (len(purpose.encode()), purpose.encode(), text.encode())
    return hmac.digest(settings.INDEX_KEY.encode(), message, "sha256").hex()
