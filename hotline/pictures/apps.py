"""Pictures in a conversation: re-encoded, encrypted, looked at before they are shown."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "hotline.pictures"
    label = "pictures"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A picture is forgotten with its conversation."""
        from hotline.conversations import erasure
        from hotline.pictures.services.forget import forget_pictures

        erasure.register(forget_pictures)
