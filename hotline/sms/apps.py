"""App configuration of hotline.sms."""

from django.apps import AppConfig


class HotlineSmsConfig(AppConfig):
    name = "hotline.sms"
    label = "hotline_sms"
    default_auto_field = "django.db.models.BigAutoField"
