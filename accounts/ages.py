"""How old somebody is, by the calendar. Pure: no database, no clock."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

ADULT_AGE: Final = 18
LAST_ZONE: Final = timedelta(hours=-12)  # where each day ends last


def age_on(born: date, day: date) -> int:
    """Full years. Who was born on 29 February has a birthday on 1 March in other years."""
    had_birthday = (day.month, day.day) >= (born.month, born.day)
    return day.year - born.year - (not had_birthday)


def last_adult_birth_date(at: datetime) -> date:
    """Who was born after this day is a minor in at least one time zone. For queries, which do not
    know where each person lives: a new adult waits a few hours, and no minor is taken for one."""
    today = (at + LAST_ZONE).date()
    is_leap_day = (today.month, today.day) == (2, 29)
    return date(today.year - ADULT_AGE, today.month, 28 if is_leap_day else today.day)
