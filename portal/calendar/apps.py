"""App configuration of portal.calendar."""

from django.apps import AppConfig


class CalendarConfig(AppConfig):
    name = "portal.calendar"
    label = "calendar"
    default_auto_field = "django.db.models.BigAutoField"
