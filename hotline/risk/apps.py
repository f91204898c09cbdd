"""The protocol when somebody may be in danger: a short assessment, what was done, the supervisor."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "hotline.risk"
    label = "risk"
    default_auto_field = "django.db.models.BigAutoField"
