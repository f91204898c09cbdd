"""App configuration of hotline.console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "hotline.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Unsent words go with the conversation that they belong to."""
        from hotline.console.services import drafts
        from hotline.conversations import erasure, listeners

        erasure.register(drafts.forget_with)
        listeners.register(drafts.forget_when_over)
