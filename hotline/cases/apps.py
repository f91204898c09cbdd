"""A private page for those who already work with a counsellor: code and PIN, appointments, plan, referrals."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "hotline.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
