"""Changing what a person says about themselves, within what holds for minors."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import coaching
from accounts.models import Profile
from fitapp.lib.errors import Refused


class StaysPrivate(Refused):
    pass


class TrainersAreAdults(Refused):
    pass


@transaction.atomic
def change_profile(
    *, profile: Profile, at: datetime, handle: str | None = None, **fields: Any
) -> None:
    """Change what the person says about themselves, and perhaps their handle. A minor is private
    from then on and shares no photos.

    Raises HandleTaken, StaysPrivate, TrainersAreAdults.
    """
    asked_to_be_found = fields.get("is_private") is False
    profile.change(handle=handle, **fields)
    if not protect_minor(profile=profile, at=at):
        return
    if "birth_date" in fields and profile.user.is_trainer:
        raise TrainersAreAdults(
            "Trainers are 18 or older. Check the year, or have an admin take the role back first."
        )
    if asked_to_be_found:
        raise StaysPrivate("Until you are 18 your profile stays private.")


@transaction.atomic
def protect_minor(*, profile: Profile, at: datetime) -> bool:
    """Whether the person is a minor; if so they are private and their photos are their own."""
    if not profile.is_minor_at(at):
        return False
    if not profile.is_private:
        profile.change(is_private=True)
    coaching.take_photos_back(owner=profile.user)
    return True
