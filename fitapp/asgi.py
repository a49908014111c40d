"""The embedded server's entry: HTTP through WSGI threads, websockets through Channels.

Native ASGI hops between threads for every synchronous middleware; a2wsgi keeps a request on one
thread (see docs/architecture.md).
"""

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter

from fitapp.wsgi import application as http  # sets Django up, for what follows

# isort: split
from django.conf import settings

from fitapp.routing import sockets

application = ProtocolTypeRouter(
    {
        "http": WSGIMiddleware(http, workers=8),
        "websocket": sockets([settings.SITE_URL, *settings.CSRF_TRUSTED_ORIGINS]),
    }
)
