"""Aftercare: helper, follow-ups, support needs, and the helper's own pages."""

from django.apps import AppConfig


class AftercareConfig(AppConfig):
    name = "registration.aftercare"
    label = "aftercare"
    default_auto_field = "django.db.models.BigAutoField"
