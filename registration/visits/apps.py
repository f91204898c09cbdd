"""Visits at the desk: times that a ward offers, the person's appointment, its reminder, and what became of it.

`slots.py` says what can be booked; `states.py` is the table; `actions/` are its moves; `following.py` acts on the
registration's own moves (received, withdrawn, moved …); `tasks.py` reminds; staff pages lie under `/staff/visits/`.
"""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "registration.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from registration.casework import erasure, listeners

        from . import following

        listeners.register(following.after)
        erasure.register(following.forget)
