"""Numbers as people read them. The database holds kg, m and s."""

from __future__ import annotations

from decimal import Decimal

from django import template

from accounts.models import User
from fitapp.lib import units

register = template.Library()


def _decimal(value: Decimal | float) -> Decimal:
    return value if isinstance(value, Decimal) else Decimal(str(value))


@register.filter
def plain(value: Decimal | float | None) -> str:
    """102.50 is "102.5"; nothing stays nothing."""
    return "" if value in (None, "") else units.plain(_decimal(value))


@register.filter
def load(kg: Decimal | float | None, user: User) -> str:
    """A load in the person's unit, without the unit."""
    if kg in (None, ""):
        return ""
    return units.plain(units.from_kg(_decimal(kg), user.profile.load_unit))


@register.filter
def best(kg: Decimal | float | None, user: User) -> str:
    """An estimate, a record or a total in the person's unit, to the tenth: "1,600", "54.7"."""
    if kg in (None, ""):
        return ""
    value = units.tenth(units.from_kg(_decimal(kg), user.profile.load_unit))
    return f"{value:,}".removesuffix(".0")


@register.simple_tag
def load_unit(user: User) -> str:
    return user.profile.load_unit


@register.filter
def distance(metres: Decimal | float | None, user: User) -> str:
    """A distance with its unit: metres below one kilometre or mile, the person's unit above."""
    if metres in (None, ""):
        return ""
    length, unit = _decimal(metres), user.profile.distance_unit
    whole = units.M_PER_MI if unit == units.DistanceUnit.MI else Decimal(1000)
    if length < whole:
        return f"{units.plain(length)} m"
    return f"{units.plain(units.from_m(length, unit))} {unit}"


@register.filter
def clock(seconds: float | None) -> str:
    """180 is "3:00", 3730 is "1:02:10"."""
    if seconds in (None, ""):
        return ""
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


@register.filter
def minutes(seconds: float | None) -> str:
    """3720 is "62 min", 11520 is "3 h 12 min"."""
    if seconds in (None, ""):
        return ""
    hours, rest = divmod(round(seconds / 60), 60)
    return f"{hours} h {rest:02} min" if hours > 1 else f"{60 * hours + rest} min"
