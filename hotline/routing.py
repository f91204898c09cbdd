"""Socket routes of the hotline: the visitor's, the counsellors', the supervisors' board; only for our own pages."""

from typing import Any

from django.urls import path

from hotline.console.consumer import ConsoleConsumer
from hotline.origin import SameOrigin
from hotline.supervision.consumer import BoardConsumer
from hotline.visitor.consumer import VisitorConsumer

# Django's `path` is typed for views; Channels hands it applications.
_visitor: Any = SameOrigin(VisitorConsumer.as_asgi())
_staff: Any = SameOrigin(ConsoleConsumer.as_asgi())
_board: Any = SameOrigin(BoardConsumer.as_asgi())

websocket_urlpatterns: list[Any] = [
    path("tro-chuyen/ws", _visitor),
    path("staff/hotline/ws", _staff),
    path("staff/hotline/supervise/ws", _board),
]
