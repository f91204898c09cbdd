"""The supervisor: the board, reading along, whispering, quality, shifts, forecast, blocks."""

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    name = "hotline.supervision"
    label = "supervision"
    default_auto_field = "django.db.models.BigAutoField"
