"""App configuration of registration.casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "registration.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import listeners, moving_house
        from .official_forms import seal_papers

        listeners.register(seal_papers)
        listeners.register(moving_house.release)
