"""Sending a person on with their consent: facility, club, legal aid or job centre, answered by a signed link."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "hotline.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
