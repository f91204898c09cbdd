"""Twilio's error answers: JSON `{code, message, more_info, status}`, and the words of callback codes."""

from starlette.responses import JSONResponse

# code: (HTTP status, message). The words are ours; codes and statuses are those of the published API.
REQUEST_ERRORS: dict[int, tuple[int, str]] = {
    20003: (401, "Authenticate"),
    20404: (404, "The requested resource was not found"),
    20429: (429, "Too many requests"),
    20500: (500, "Internal server error"),
    20503: (503, "Service unavailable"),
    21211: (400, "The 'To' number is not a valid phone number"),
    21217: (400, "The phone number does not appear to be valid"),
    21408: (400, "Permission to send an SMS has not been enabled for the region of the 'To' number"),
    21602: (400, "A message body is required"),
    21603: (400, "A 'From' number is required"),
    21604: (400, "A 'To' phone number is required"),
    21606: (400, "The 'From' number is not a valid, message-capable sender for this account"),
    21610: (400, "The receiver has unsubscribed"),
    21612: (400, "No route from this 'From' to this 'To'"),
    21614: (400, "The 'To' number is not a valid mobile number"),
    21617: (400, "The concatenated message body exceeds the 1600 character limit"),
    20409: (409, "The message can no longer be changed"),
}

# Codes that come by callback: (final status, message).
DELIVERY_ERRORS: dict[int, tuple[str, str]] = {
    30001: ("failed", "Queue overflow"),
    30003: ("undelivered", "Unreachable destination handset"),
    30004: ("undelivered", "Message blocked"),
    30005: ("undelivered", "Unknown destination handset"),
    30006: ("undelivered", "Landline or unreachable carrier"),
    30007: ("undelivered", "Message filtered"),
    30008: ("undelivered", "Unknown error"),
}


def error_response(code: int) -> JSONResponse:
    """The answer of a refused request with this Twilio code."""
    status, message = REQUEST_ERRORS[code]
    headers = {"WWW-Authenticate": 'Basic realm="Twilio API"'} if status == 401 else {}
    return JSONResponse(
        {"code": code, "message": message, "more_info": f"https://www.twilio.com/docs/errors/{code}", "status": status},
        status_code=status,
        headers=headers,
    )
