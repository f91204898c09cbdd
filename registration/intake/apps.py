"""App configuration of registration.intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "registration.intake"
    label = "intake"
    default_auto_field = "django.db.models.BigAutoField"
    visitor_cookies = (
        ("dv_again", "/tra-cuu"),
        ("dv_again_en", "/tra-cuu"),
        ("dv_confirm", "/dang-ky"),
        ("dv_confirm_en", "/dang-ky"),
        ("dv_handover", "/dang-ky"),
        ("dv_handover_en", "/dang-ky"),
    )

    def ready(self) -> None:
        """Forget with the registration what waits to be sent to its desk."""
        from registration.casework import erasure

        from .papers import forget_unsent

        erasure.register(forget_unsent)
