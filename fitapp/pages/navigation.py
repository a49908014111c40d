"""What the rail, the tab bar and the menu offer to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import NoReverseMatch, reverse

from accounts.models import User


@dataclass(frozen=True)
class Place:
    """One entry: `key` is what a page puts into its `nav` block to be the current one."""

    key: str
    name: str
    icon: str
    label: str

    @property
    def url(self) -> str:
        try:
            return reverse(self.name)
        except NoReverseMatch:
            return ""


TODAY: Final = Place("today", "pages:today", "today", "Today")
PROGRAMS: Final = Place("programs", "training:programs", "board", "Programs")
EXERCISES: Final = Place("exercises", "training:exercises", "barbell", "Exercises")
PROGRESS: Final = Place("progress", "training:progress", "chart", "Progress")
CALENDAR: Final = Place("calendar", "training:calendar", "calendar", "Calendar")
TRAINEES: Final = Place("trainees", "pages:trainees", "users", "Trainees")
SETTINGS: Final = Place("settings", "accounts:settings", "sliders", "Settings")


@dataclass(frozen=True)
class Navigation:
    rail: tuple[Place, ...]
    own: tuple[Place, ...]  # a trainer's own training, set apart
    tabs: tuple[Place, ...]
    menu: tuple[Place, ...]
    foot: tuple[Place, ...]


def _there(*places: Place) -> tuple[Place, ...]:
    return tuple(place for place in places if place.url)


def start_of(user: User) -> str:
    """The page a signed-in person begins with."""
    place = TRAINEES if user.is_trainer else TODAY
    return place.url or reverse("account_email")


def navigation(user: User) -> Navigation:
    """Trainers start from their trainees; everybody trains."""
    if user.is_trainer:
        return Navigation(
            rail=_there(TRAINEES, PROGRAMS, EXERCISES),
            own=_there(TODAY, PROGRESS, CALENDAR),
            tabs=_there(TRAINEES, PROGRAMS, EXERCISES, TODAY, SETTINGS),
            menu=_there(PROGRESS, CALENDAR),
            foot=_there(SETTINGS),
        )
    return Navigation(
        rail=_there(TODAY, PROGRAMS, EXERCISES, PROGRESS, CALENDAR),
        own=(),
        tabs=_there(TODAY, PROGRAMS, EXERCISES, PROGRESS, CALENDAR),
        menu=_there(SETTINGS),
        foot=_there(SETTINGS),
    )
