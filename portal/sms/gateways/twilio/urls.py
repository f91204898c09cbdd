"""Where Twilio calls us."""

from django.urls import path

from portal.sms.gateways.twilio import webhooks

urlpatterns = [
    path("webhooks/twilio/sms", webhooks.inbound_sms, name="twilio_sms"),
    path("webhooks/twilio/status", webhooks.message_status, name="twilio_status"),
]
