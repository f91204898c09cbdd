"""Who gets the next conversation: offers that expire, skills, capacity, presence, breaks, handing over by consent."""

from django.apps import AppConfig


class OffersConfig(AppConfig):
    name = "hotline.offers"
    label = "offers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """A step of a conversation ends its offers."""
        from hotline.conversations import listeners
        from hotline.offers.settling import heed

        listeners.register(heed)
