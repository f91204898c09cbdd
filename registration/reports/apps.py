"""Indicators, periodic reports, targets, exports, and the public statistics."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "registration.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"
