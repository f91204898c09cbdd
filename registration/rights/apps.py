"""The rights over one's own data: request, clock, answer, and what the law obliges us to keep.

`law.py` reads the clocks and lists (`data/rights.toml`), `states.py` is the table, `actions/` are its moves. The person
asks on the tracking page (`registration.intake`), heads of desks answer under `/staff/data-requests/`.
"""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "registration.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from registration.casework import erasure
        from registration.casework.escalation import beside

        from .retention import forget
        from .warning import pressing

        erasure.register(forget)
        beside.register(pressing)
