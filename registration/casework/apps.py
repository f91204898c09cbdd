"""App configuration of registration.casework."""

from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "registration.casework"
    label = "casework"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from registration.rules import effects

        from . import listeners, moving_house, rule_effects
        from .official_forms import seal_papers

        listeners.register(seal_papers)
        listeners.register(moving_house.release)
        effects.register(rule_effects.EFFECTS)
