"""Reports by citizens and officers about services: ticket, code, clock, answer."""

from django.apps import AppConfig


class FeedbackConfig(AppConfig):
    name = "hotline.feedback"
    label = "feedback"
    default_auto_field = "django.db.models.BigAutoField"
