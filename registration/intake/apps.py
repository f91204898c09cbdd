"""App configuration of registration.intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "registration.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
