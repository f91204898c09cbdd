"""Pictures in a conversation: re-encoded, encrypted, looked at before they are shown."""

from django.apps import AppConfig


class PicturesConfig(AppConfig):
    name = "hotline.pictures"
    label = "pictures"
    default_auto_field = "django.db.models.BigAutoField"
