"""Figures of the line: volumes, waits, service level, outcomes, costs."""

from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "hotline.reports"
    label = "hotline_reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from hotline.conversations.listeners import register  # models are loaded only now
        from hotline.reports.marks import mark_province

        register(mark_province)
