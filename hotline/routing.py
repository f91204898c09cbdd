"""Socket routes of the hotline: the visitor's and the counsellors'."""

from typing import Any

websocket_urlpatterns: list[Any] = []
