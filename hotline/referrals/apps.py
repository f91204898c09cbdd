"""Referral with consent to a receiving point, which answers by a signed link."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "hotline.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Forget with conversations; show the person their referrals on their own page."""
        from hotline.conversations import belongings, erasure
        from hotline.referrals import belonging
        from hotline.referrals.services import stop

        erasure.register(stop.forget_with)
        belongings.register(belonging)
