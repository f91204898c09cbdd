"""App configuration of hotline.console."""

from django.apps import AppConfig


class ConsoleConfig(AppConfig):
    name = "hotline.console"
    label = "console"
    default_auto_field = "django.db.models.BigAutoField"
