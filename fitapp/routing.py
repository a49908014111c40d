"""Every websocket route, by name. What a socket says and hears is in docs/integrations.md."""

from collections.abc import Iterable
from typing import Any

from channels.routing import URLRouter
from channels.security.websocket import WebsocketDenier
from django.urls import path, re_path

from accounts.consumers import InboxConsumer
from fitapp.lib.origins import OwnOrigins

urlpatterns = [
    path("ws/inbox/", InboxConsumer.as_asgi(), name="inbox"),
    # Every other address refuses the handshake.
    re_path("", WebsocketDenier.as_asgi(), name="nowhere"),
]


def sockets(origins: Iterable[str]) -> Any:
    """The websocket application, for pages of these origins."""
    return OwnOrigins(URLRouter(urlpatterns), origins)
