"""App configuration of hotline.conversations."""

from django.apps import AppConfig


class ConversationsConfig(AppConfig):
    name = "hotline.conversations"
    label = "conversations"
    default_auto_field = "django.db.models.BigAutoField"
