"""App configuration of hotline.sms: joins the SMS room to the conversations."""

from django.apps import AppConfig


class HotlineSmsConfig(AppConfig):
    """Registers the three hands: a text comes in, a counsellor's words go out, a text's fate comes back."""

    name = "hotline.sms"
    label = "hotline_sms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Registration is once per process; the registers ignore a second time."""
        from hotline.conversations import outgoing
        from hotline.sms import answers, arrivals, receipts
        from portal.sms import inbound, status

        inbound.register(arrivals.take_in)
        outgoing.register(answers.carry)
        status.register(receipts.tell_console)
