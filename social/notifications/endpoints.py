"""Where a message may be sent. The address comes from a browser, and anybody can write one: only
push services that browsers use are reached, by https, at public addresses."""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError


class ForbiddenEndpoint(ValidationError):
    pass


def check_endpoint(endpoint: str) -> None:
    """Refuse what is not the address of a push service that we know. Raises ForbiddenEndpoint."""
    try:
        url = urlsplit(endpoint)
        is_plain = url.port in (None, 443) and not (url.username or url.password)
    except ValueError as error:
        raise ForbiddenEndpoint("This is no address of the web.") from error
    if url.scheme != "https" or not is_plain or endpoint != endpoint.strip():
        raise ForbiddenEndpoint("A push service is reached by https.")
    if not _is_known(url.hostname or ""):
        raise ForbiddenEndpoint("This is no push service that we know.")


def check_address(endpoint: str) -> None:
    """Refuse a known name that leads to a machine which is not on the public internet."""
    host = urlsplit(endpoint).hostname or ""
    found = socket.getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    if not all(ipaddress.ip_address(address[4][0]).is_global for address in found):
        raise ForbiddenEndpoint("This push service is at a private address.")


def _is_known(host: str) -> bool:
    """`*.example.com` allows what is below example.com, a plain name itself alone."""
    return any(
        host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed
        for allowed in settings.PUSH_HOSTS
    )
