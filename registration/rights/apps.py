"""The rights over one's own data: request, clock, answer, and what the law obliges us to keep."""

from django.apps import AppConfig


class RightsConfig(AppConfig):
    name = "registration.rights"
    label = "rights"
    default_auto_field = "django.db.models.BigAutoField"
