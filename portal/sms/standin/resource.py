"""The message resource and the list page, shaped as the published description says."""

from datetime import datetime
from email.utils import format_datetime
from typing import Any
from urllib.parse import urlencode

from .errors import DELIVERY_ERRORS
from .store import Row

API_VERSION = "2010-04-01"


def rfc2822(stamp: str | None) -> str | None:
    """An ISO time of the store as Twilio writes times: `Thu, 24 Aug 2023 05:01:45 +0000`."""
    return format_datetime(datetime.fromisoformat(stamp)) if stamp else None


def message(row: Row, account: str) -> dict[str, Any]:
    """Every key of a message resource."""
    uri = f"/{API_VERSION}/Accounts/{account}/Messages/{row['sid']}"
    code = row["error_code"]
    return {
        "account_sid": account,
        "api_version": API_VERSION,
        "body": row["body"],
        "date_created": rfc2822(row["created"]),
        "date_sent": rfc2822(row["sent"]),
        "date_updated": rfc2822(row["updated"]),
        "direction": row["direction"],
        "error_code": code,
        "error_message": DELIVERY_ERRORS[code][1] if code in DELIVERY_ERRORS else None,
        "from": row["from_"],
        "messaging_service_sid": row["service"],
        "num_media": "0",
        "num_segments": "0" if row["service"] and row["status"] == "accepted" else str(row["segments"]),
        "price": None,
        "price_unit": "USD",
        "sid": row["sid"],
        "status": row["status"],
        "subresource_uris": {"media": f"{uri}/Media.json"},
        "to": row["to_"],
        "uri": f"{uri}.json",
    }


def page(rows: list[Row], account: str, *, query: dict[str, str], number: int, size: int, more: bool) -> dict[str, Any]:
    """One page of the list; `query` holds the filters, which its links repeat."""
    path = f"/{API_VERSION}/Accounts/{account}/Messages.json"

    def link(at: int) -> str:
        return f"{path}?{urlencode({**query, 'PageSize': size, 'Page': at})}"

    start = number * size
    return {
        "end": start + max(len(rows) - 1, 0),
        "first_page_uri": link(0),
        "messages": [message(row, account) for row in rows],
        "next_page_uri": link(number + 1) if more else None,
        "page": number,
        "page_size": size,
        "previous_page_uri": link(number - 1) if number else None,
        "start": start,
        "uri": link(number),
    }
