"""Clients, what is kept of their calls, and the webhooks that tell them of changes."""

from .client import ApiClient
from .kept import FacilityReport, HandedIn, KeptAnswer
from .webhook import Webhook, WebhookDelivery

__all__ = ["ApiClient", "FacilityReport", "HandedIn", "KeptAnswer", "Webhook", "WebhookDelivery"]
