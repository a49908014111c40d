"""The embedded server's entry: HTTP through WSGI threads, websockets through Channels.

Native ASGI hops between threads for every synchronous middleware; a2wsgi keeps a request on one
thread (see docs/architecture.md).
"""

from a2wsgi import WSGIMiddleware
from channels.routing import ProtocolTypeRouter

from fitapp.wsgi import application as http

application = ProtocolTypeRouter({"http": WSGIMiddleware(http, workers=8)})
