"""App configuration of hotline.visitor."""

from django.apps import AppConfig


class VisitorConfig(AppConfig):
    name = "hotline.visitor"
    label = "visitor"
    default_auto_field = "django.db.models.BigAutoField"
    visitor_cookies = (("dv_chat", "/tro-chuyen"), ("dv_chat_en", "/tro-chuyen"))
