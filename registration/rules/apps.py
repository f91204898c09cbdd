"""App configuration of registration.rules."""

from django.apps import AppConfig


class RulesConfig(AppConfig):
    name = "registration.rules"
    label = "rules"
    default_auto_field = "django.db.models.BigAutoField"
