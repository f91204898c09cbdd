"""App configuration of registration.api."""

from django.apps import AppConfig


class RegistrationApiConfig(AppConfig):
    name = "registration.api"
    label = "registration_api"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from registration.casework import listeners  # models exist only from here on

        from .webhooks.listening import on_event

        listeners.register(on_event)
