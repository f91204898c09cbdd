"""A phone writes to the portal: a text of one part as it is, a long one in parts, as gateways that do not join them do.

Cut into parts of 67 characters, each with `part`, `parts` and the `ref` that they share.
"""

import secrets
from typing import Any

from .. import segments

PART_LENGTH = 67


def texts_of(data: dict[str, Any]) -> list[dict[str, Any]]:
    """The webhook's bodies for `{"from", "body", "to"?, "media"?, "id"?, "joined"?}`; `joined` leaves it whole."""
    body, name = str(data.get("body", "")), str(data.get("id") or f"in-{secrets.token_hex(8)}")
    common = {"from": str(data["from"]), "to": str(data.get("to") or "8077"), "at": str(data.get("at", ""))}
    if data.get("media"):
        common["media"] = str(data["media"])
    if data.get("joined") or segments.count(body) == 1:
        return [{"id": name, "text": body, **common}]
    pieces = [body[start : start + PART_LENGTH] for start in range(0, len(body), PART_LENGTH)]
    ref = secrets.token_hex(2)
    return [
        {"id": f"{name}-{number}", "text": piece, "part": number, "parts": len(pieces), "ref": ref, **common}
        for number, piece in enumerate(pieces, 1)
    ]
