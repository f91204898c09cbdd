"""The one server's three mouths (docs/decisions: one server).

Sockets go to Channels; the long poll to a small asynchronous consumer; every other request to Django's WSGI handler
in a bounded thread pool, which answers 2.5 times as many pages as Django's own ASGI handler, with public pages from a
cache in front of it. Run it with `python manage.py serve` (uvicorn).
"""

import os
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

from a2wsgi import WSGIMiddleware
from django.conf import settings
from django.core.wsgi import get_wsgi_application

_django: Any = get_wsgi_application()  # loads the applications: the imports below need them

from channels.routing import URLRouter
from channels.sessions import SessionMiddlewareStack

from hotline.routing import websocket_urlpatterns
from hotline.visitor.longpoll import application as long_poll
from portal.ui.page_cache import PageCache

LONG_POLL = frozenset({"/tro-chuyen/tin", "/en/tro-chuyen/tin"})

_pages = PageCache(WSGIMiddleware(_django, workers=settings.WEB_THREADS))  # type: ignore[arg-type]
_sockets = SessionMiddlewareStack(URLRouter(websocket_urlpatterns))


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    """Hand each connection to its mouth."""
    if scope["type"] == "lifespan":
        await _lifespan(receive, send)
    elif scope["type"] == "websocket":
        await _sockets(scope, receive, send)
    elif scope["method"] == "GET" and scope["path"] in LONG_POLL:
        await long_poll(scope, receive, send)
    else:
        await _pages(scope, receive, send)


async def _lifespan(receive: Any, send: Any) -> None:
    """Django knows no lifespan: say that we are up, and that we are down."""
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
