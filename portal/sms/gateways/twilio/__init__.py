"""Twilio: `gateway` sends and looks up, `client` is the wire, `codes` its words, `webhooks` what it tells us."""

from portal.sms.gateways.twilio.gateway import TwilioGateway as GATEWAY
from portal.sms.gateways.twilio.urls import urlpatterns

__all__ = ["GATEWAY", "urlpatterns"]
