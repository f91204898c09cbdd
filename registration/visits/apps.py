"""Visits at the desk: times that a ward offers, the person's appointment, its reminder, and what became of it."""

from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "registration.visits"
    label = "visits"
    default_auto_field = "django.db.models.BigAutoField"
