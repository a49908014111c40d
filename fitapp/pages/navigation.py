"""What the rail, the tab bar and the menu offer to whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from django.urls import reverse

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
        return reverse(self.name)


TODAY: Final = Place("today", "pages:today", "today", "Today")
PROGRAMS: Final = Place("programs", "training:programs", "board", "Programs")
EXERCISES: Final = Place("exercises", "training:exercises", "barbell", "Exercises")
PROGRESS: Final = Place("progress", "training:progress", "chart", "Progress")
CALENDAR: Final = Place("calendar", "training:calendar", "calendar", "Calendar")
TRAINEES: Final = Place("trainees", "pages:trainees", "users", "Trainees")
SETTINGS: Final = Place("settings", "accounts:settings", "sliders", "Settings")


@dataclass(frozen=True)
class Navigation:
    """The places of the rail (a trainer's own training set apart), the tab bar and the menu."""

    rail: tuple[Place, ...]
    own: tuple[Place, ...]
    tabs: tuple[Place, ...]
    menu: tuple[Place, ...]
    foot: tuple[Place, ...] = (SETTINGS,)


FOR_TRAINEES: Final = Navigation(
    rail=(TODAY, PROGRAMS, EXERCISES, PROGRESS, CALENDAR),
    own=(),
    tabs=(TODAY, PROGRAMS, EXERCISES, PROGRESS, CALENDAR),
    menu=(SETTINGS,),
)
FOR_TRAINERS: Final = Navigation(
    rail=(TRAINEES, PROGRAMS, EXERCISES),
    own=(TODAY, PROGRESS, CALENDAR),
    tabs=(TRAINEES, PROGRAMS, EXERCISES, TODAY, SETTINGS),
    menu=(PROGRESS, CALENDAR),
)


def navigation(user: User) -> Navigation:
    """Trainers start from their trainees; everybody trains."""
    return FOR_TRAINERS if user.is_trainer else FOR_TRAINEES


def start_of(user: User) -> str:
    """The page a signed-in person begins with."""
    return (TRAINEES if user.is_trainer else TODAY).url
