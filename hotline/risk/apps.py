"""Risk protocol: a short structured look at a danger, what to do, who was told, how it ended."""

from django.apps import AppConfig


class RiskConfig(AppConfig):
    name = "hotline.risk"
    label = "risk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget with conversations."""
        from hotline.conversations import erasure
        from hotline.risk.services.forget import forget_with

        erasure.register(forget_with)
