"""What is wrong with the settings of this room is said before the server starts."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from django.core.exceptions import ImproperlyConfigured

from accounts.passwords import fault_of_list
from fitapp.lib.sealing import keys_in


@register
def breached_passwords_are_there(**_: Any) -> list[CheckMessage]:
    path = settings.BREACHED_PASSWORDS_FILE
    fault = fault_of_list(Path(path)) if path else None
    if fault is None:
        return []
    hint = "Name a file as Have I Been Pwned's downloader writes it, or leave it out."
    return [Error(f"BREACHED_PASSWORDS_FILE: {fault}", hint=hint, id="accounts.E001")]


@register
def sealing_keys_are_keys(**_: Any) -> list[CheckMessage]:
    try:
        keys_in(settings.SEALING_KEYS)
    except ImproperlyConfigured as fault:
        return [Error(str(fault), id="accounts.E002")]
    return []
