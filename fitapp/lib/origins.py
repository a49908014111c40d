"""Who may open a socket: our own pages, and programs that bring a token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlparse

from channels.security.websocket import OriginValidator, WebsocketDenier


class OwnOrigins(OriginValidator):
    """Refuses the handshake to pages of other origins; scheme, host and port all count.

    A browser sends cookies along with a socket that any page opens, so the Origin is what tells
    pages apart. A request without one comes from no page; it enters only with a token, and then
    its cookies are not looked at. Where all our pages have https, so has the socket of a program.
    """

    def __init__(self, application: Any, origins: Iterable[str]) -> None:
        # Django writes a subdomain as https://*.fit.example, Channels as https://.fit.example
        known = [origin.replace("://*.", "://.") for origin in origins]
        self.only_https = all(origin.startswith("https://") for origin in known)
        super().__init__(application, known)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        enters = self.application if self.lets_in(dict(scope["headers"])) else WebsocketDenier()
        await enters(scope, receive, send)

    def lets_in(self, headers: dict[bytes, bytes]) -> bool:
        if b"origin" not in headers:
            return b"authorization" in headers and not self._is_plain(headers)
        try:
            return bool(self.valid_origin(urlparse(headers[b"origin"].decode("latin1"))))
        except ValueError:  # a port that is no number, a bracket that is not closed
            return False

    def _is_plain(self, headers: dict[bytes, bytes]) -> bool:
        """Whether a token came for all to read, as our proxy tells."""
        return self.only_https and headers.get(b"x-forwarded-proto") != b"https"
