"""App configuration of hotline.sms: joins the SMS room to the conversations."""

from django.apps import AppConfig


class HotlineSmsConfig(AppConfig):
    """Registers the four hands: a text comes in, a counsellor's words go out, a text's fate comes back, and what
    is forgotten is forgotten here too."""

    name = "hotline.sms"
    label = "hotline_sms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registration is once per process; the registers ignore a second time."""
        from hotline.conversations import erasure, outgoing
        from hotline.sms import answers, arrivals, forgetting, receipts
        from portal.sms import inbound, status

        inbound.register(arrivals.take_in)
        outgoing.register(answers.carry)
        status.register(receipts.tell_console)
        erasure.register(forgetting.forget)
