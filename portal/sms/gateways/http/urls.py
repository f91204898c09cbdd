"""Where the gateway calls us."""

from django.urls import path

from portal.sms.gateways.http import webhooks

urlpatterns = [
    path("webhooks/sms/http/inbound", webhooks.inbound_sms, name="http_inbound"),
    path("webhooks/sms/http/status", webhooks.message_status, name="http_status"),
]
