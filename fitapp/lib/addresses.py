"""Where a request comes from."""

import ipaddress
import re
from typing import Final

from django.conf import settings
from django.http import HttpRequest

NOWHERE: Final = "0.0.0.0"  # noqa: S104 - a name for who has no address, not one to listen at
SITE_BITS: Final = 64  # what one IPv6 line is given; whoever has it has every address inside
WITH_PORT: Final = re.compile(r"\[(?P<six>[^\]]*)\](:\d+)?|(?P<four>[\d.]+):\d+")


def client_ip(request: HttpRequest) -> str:
    """Who asks: the address that the outermost of our own proxies saw, and never what the client
    wrote itself. A proxy adds the address it saw on the right of X-Forwarded-For, so with
    TRUSTED_PROXIES of them it is the one that many places from the right."""
    seen = str(request.META.get("REMOTE_ADDR") or "")
    proxies: int = settings.TRUSTED_PROXIES
    forwarded = request.META.get("HTTP_X_FORWARDED_FOR", "").split(",")
    if proxies and len(forwarded) >= proxies:
        return _read(forwarded[-proxies]) or _read(seen) or NOWHERE
    return _read(seen) or NOWHERE


def neighbourhood(address: str) -> str:
    """What an address is counted by: itself, or the /64 of an IPv6 address."""
    if ":" not in address:
        return address
    return str(ipaddress.ip_network(f"{address}/{SITE_BITS}", strict=False).network_address)


def _read(text: str) -> str:
    """The address as it is always written, without port, brackets or zone; "" for anything else."""
    found = WITH_PORT.fullmatch(text.strip())
    bare = (found["six"] or found["four"]) if found else text.strip()
    try:
        address = ipaddress.ip_address(bare.partition("%")[0])
    except ValueError:
        return ""
    mapped = getattr(address, "ipv4_mapped", None)
    return str(mapped or address)
