"""App configuration of portal.sms."""

from django.apps import AppConfig


class SmsConfig(AppConfig):
    name = "portal.sms"
    label = "sms"
    default_auto_field = "django.db.models.BigAutoField"
