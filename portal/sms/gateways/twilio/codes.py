"""Twilio's statuses and error codes, and what each means for us."""

from portal.sms.states import State

STATES = {
    "accepted": State.SENDING,
    "scheduled": State.SENDING,
    "queued": State.SENDING,
    "sending": State.SENDING,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.UNDELIVERED,
    "failed": State.FAILED,
    "canceled": State.FAILED,
}

# Answers to a request to send.
CREDENTIALS = frozenset({20003})
OPTED_OUT = frozenset({21610})
NOT_A_NUMBER = frozenset({21211, 21614, 21217})
SET_UP = frozenset({21408, 21612, 21606, 21603, 21617})  # region, route, sender; or a body that we let grow too long
TOO_MANY = 429

# Reports of a failed delivery: how many tries in all.
TRIES_AFTER = {"30001": 3, "30003": 2, "30008": 2}
ALARMING = frozenset({"30004", "30007"})
