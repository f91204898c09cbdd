"""App configuration of portal.privacy."""

from django.apps import AppConfig


class PrivacyConfig(AppConfig):
    name = "portal.privacy"
    label = "privacy"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.privacy import checks  # noqa: F401 (registers the system check)
