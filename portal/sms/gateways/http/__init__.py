"""A domestic brand-name or short-code gateway over signed JSON, both ways (`docs/sms.md` has its three requests)."""

from portal.sms.gateways.http.gateway import HttpGateway as GATEWAY
from portal.sms.gateways.http.urls import urlpatterns

__all__ = ["GATEWAY", "urlpatterns"]
