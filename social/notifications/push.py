"""Web push: a message encrypted for one browser (RFC 8291), signed as ours (RFC 8292)."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Final

import requests
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid
from py_vapid.utils import b64urlencode
from pywebpush import WebPushException, webpush

from social.notifications.endpoints import check_address, check_endpoint
from social.notifications.models import PushSubscription

TIMEOUT_S: Final = 5
GONE: Final = (404, 410)


class Gone(Exception):
    """The browser took its permission back, or is no more."""


class NotSent(Exception):
    """The push service did not take the message this time."""


@dataclass(frozen=True, kw_only=True)
class Message:
    """What the service worker shows. A later one with the same tag takes the place of it."""

    title: str
    body: str
    tag: str
    url: str


class Straight(requests.Session):
    """Goes where it is told and nowhere else: a push service that redirects may redirect to us."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def public_key() -> str:
    """What a browser needs to know to let us, and us alone, write to it."""
    key = Vapid.from_string(settings.VAPID_PRIVATE_KEY).public_key
    found: str = b64urlencode(key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    return found


def send(
    subscription: PushSubscription, message: Mapping[str, str], *, until: datetime, at: datetime
) -> None:
    """Hand a message to the push service of one browser; of use until a moment, then dropped.

    Raises Gone, NotSent, ForbiddenEndpoint and BrokenSeal.
    """
    check_endpoint(subscription.endpoint)  # the list of services may have changed since
    try:
        check_address(subscription.endpoint)
        _write(subscription, message, ttl_s=max(1, int((until - at).total_seconds())))
    except WebPushException as error:
        if error.status_code in GONE:
            raise Gone from error
        raise NotSent(f"The push service answered {error.status_code}.") from error
    except (requests.RequestException, OSError) as error:
        raise NotSent(f"The push service was not reached: {type(error).__name__}.") from error


def _write(subscription: PushSubscription, message: Mapping[str, str], *, ttl_s: int) -> None:
    with Straight() as session:
        webpush(
            {"endpoint": subscription.endpoint, "keys": subscription.keys},
            data=json.dumps(message),
            vapid_private_key=settings.VAPID_PRIVATE_KEY,
            vapid_claims={"sub": settings.VAPID_SUBJECT},
            ttl=ttl_s,
            headers={"Urgency": "high", "Topic": message["tag"]},
            timeout=TIMEOUT_S,
            requests_session=session,
        )


def as_terms(message: Message) -> dict[str, str]:
    """As it goes through the queue."""
    return asdict(message)


def reseal() -> int:
    """Seal with the newest key whatever an older one sealed; returns how many were."""
    return sum(row.reseal() for row in PushSubscription.objects.all().iterator())
