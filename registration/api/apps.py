"""App configuration of registration.api."""

from django.apps import AppConfig


class RegistrationApiConfig(AppConfig):
    name = "registration.api"
    label = "registration_api"
    default_auto_field = "django.db.models.BigAutoField"
