"""What `manage.py check` asks of the key that messages are signed with."""

from typing import Any

from django.core.checks import CheckMessage, Error, Tags, register

from social.notifications.push import public_key


@register(Tags.security)
def messages_can_be_signed(**_: Any) -> list[CheckMessage]:
    try:
        public_key()
    except ValueError:
        said = "VAPID_PRIVATE_KEY is no private key: 32 bytes in base64url, without padding."
        return [Error(said, id="notifications.E001")]
    return []
