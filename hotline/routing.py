"""Socket routes of the hotline: the visitor's and the counsellors', both only for our own pages."""

from typing import Any

from django.urls import path

from hotline.console.consumer import ConsoleConsumer
from hotline.origin import SameOrigin
from hotline.visitor.consumer import VisitorConsumer

websocket_urlpatterns: list[Any] = [
    path("tro-chuyen/ws", SameOrigin(VisitorConsumer.as_asgi())),
    path("staff/hotline/ws", SameOrigin(ConsoleConsumer.as_asgi())),
]
