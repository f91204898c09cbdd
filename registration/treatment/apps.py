"""Treatment: places and referrals, stages with results, contracts, and the facility staff's own pages."""

from django.apps import AppConfig


class TreatmentConfig(AppConfig):
    name = "registration.treatment"
    label = "treatment"
    default_auto_field = "django.db.models.BigAutoField"
