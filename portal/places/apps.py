"""App configuration of portal.places."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "portal.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
