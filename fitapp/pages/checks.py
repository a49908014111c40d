"""What `manage.py check` asks that Django does not: whether the settings of a site fit together."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from fitapp.lib.limits import rates_of

Found = list[CheckMessage]


@register(Tags.security)
def limits_can_be_read(**_: Any) -> Found:
    return list(_unreadable_limits())


def _unreadable_limits() -> Iterator[CheckMessage]:
    for name, written in settings.LIMITS.items():
        try:
            rates_of(written)
        except ValueError as error:
            variable = f"LIMIT_{name.upper().replace('-', '_')}"
            yield Error(f"{variable}: {error}", id="fitapp.E001")


@register(Tags.security)
def proxies_are_a_number_of_proxies(**_: Any) -> Found:
    if settings.TRUSTED_PROXIES >= 0:
        return []
    return [Error("TRUSTED_PROXIES is less than none.", id="fitapp.E002")]


@register(Tags.security, deploy=True)
def others_can_use_this_site(**_: Any) -> Found:
    """What works for its developer and not for the people of a site."""
    https = settings.SITE_URL.startswith("https://")
    asked = [
        (
            https and not settings.TRUSTED_PROXIES,
            "TRUSTED_PROXIES is 0, but a proxy ends https: everybody would count as one address.",
            "Set it to the number of proxies of yours that a request passes.",
            "fitapp.W001",
        ),
        (
            settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"),
            "EMAIL_URL is not set: mail is written to files, and nobody can confirm an address.",
            "Set it to an SMTP server.",
            "fitapp.W002",
        ),
        (
            not settings.SECURITY_CONTACT,
            "SECURITY_CONTACT is not set: who finds a hole cannot tell you.",
            "Set it to mailto: and an address, or to the address of a page.",
            "fitapp.W003",
        ),
        (
            not (settings.EMBEDDED or settings.REDIS_URL),
            "REDIS_URL is not set: each web process would count and cache for itself.",
            "Set it, or run one web process.",
            "fitapp.W004",
        ),
    ]
    return [Warning(said, hint=hint, id=name) for is_wrong, said, hint, name in asked if is_wrong]
