"""What the operator says about the line: hours, texts, ready replies, danger words, topics and skills, keeping."""

from django.apps import AppConfig


class LineConfig(AppConfig):
    name = "hotline.line"
    label = "line"
    default_auto_field = "django.db.models.BigAutoField"
