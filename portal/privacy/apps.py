"""App configuration of portal.privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "portal.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"
