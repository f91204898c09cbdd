"""Socket routes of the hotline: the visitor's and the counsellors', both only for our own pages."""

from typing import Any

from django.urls import path

from hotline.console.consumer import ConsoleConsumer
from hotline.origin import SameOrigin
from hotline.visitor.consumer import VisitorConsumer

# Django's `path` is typed for views; Channels hands it applications.
_visitor: Any = SameOrigin(VisitorConsumer.as_asgi())
_staff: Any = SameOrigin(ConsoleConsumer.as_asgi())

websocket_urlpatterns: list[Any] = [path("tro-chuyen/ws", _visitor), path("staff/hotline/ws", _staff)]
