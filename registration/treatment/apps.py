"""Treatment: places and referrals, stages with results, contracts, and the facility staff's own pages."""

from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    name = "registration.treatment"
    label = "treatment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Listen to the moves of registrations, and forget with them."""
        from registration.casework import erasure, listeners

        from . import listening
        from .erasure import forget

        listeners.register(listening.on_event)
        erasure.register(forget)
