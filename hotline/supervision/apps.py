"""The supervisor: the board, reading along, whispering, quality, shifts, forecast, blocks."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "hotline.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """With the words of a conversation goes the mark of its network, and a review that was only drawn."""
        from hotline.conversations import blocking, erasure
        from hotline.supervision import quality

        erasure.register(blocking.forget_mark)
        erasure.register(quality.forget_drawn)
