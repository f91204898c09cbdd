"""App configuration of portal.accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "portal.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from portal.accounts import authenticators, receivers  # noqa: F401 (connects the receivers)
        from portal.privacy.rotation import also_rotate

        also_rotate(authenticators.rotate)
