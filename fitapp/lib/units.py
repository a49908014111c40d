"""Units people read and write. The database holds kilograms, metres and seconds.

A pound is 0.45359237 kg, an inch 0.0254 m and a mile 1609.344 m, by definition (international
yard and pound agreement, 1959).
"""

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from django.db import models

KG_PER_LB: Final = Decimal("0.45359237")
M_PER_MI: Final = Decimal("1609.344")
M_PER_IN: Final = Decimal("0.0254")
GRAM: Final = Decimal("0.001")


class LoadUnit(models.TextChoices):
    KG = "kg", "Kilograms"
    LB = "lb", "Pounds"


class DistanceUnit(models.TextChoices):
    KM = "km", "Kilometres"
    MI = "mi", "Miles"


class LengthUnit(models.TextChoices):
    CM = "cm", "Centimetres"
    IN = "in", "Inches"


def to_kg(value: Decimal, unit: str) -> Decimal:
    """Kilograms, to the gram, of a load entered in `unit` ("kg" or "lb")."""
    kg = value * KG_PER_LB if unit == LoadUnit.LB else value
    return kg.quantize(GRAM, ROUND_HALF_UP)


def from_kg(kg: Decimal, unit: str) -> Decimal:
    """A load in `unit`, to the hundredth: 100 lb kept as 45.359 kg reads 100 lb again."""
    value = kg / KG_PER_LB if unit == LoadUnit.LB else kg
    return value.quantize(Decimal("0.01"), ROUND_HALF_UP)


def to_m(value: Decimal, unit: str) -> Decimal:
    """Metres of a distance entered in `unit` ("m", "km" or "mi"), to the centimetre."""
    factor = {"m": Decimal(1), DistanceUnit.KM: Decimal(1000), DistanceUnit.MI: M_PER_MI}[unit]
    return (value * factor).quantize(Decimal("0.01"), ROUND_HALF_UP)


def from_m(metres: Decimal, unit: str) -> Decimal:
    """A distance in `unit` ("km" or "mi"), to the hundredth."""
    factor = M_PER_MI if unit == DistanceUnit.MI else Decimal(1000)
    return (metres / factor).quantize(Decimal("0.01"), ROUND_HALF_UP)


def to_height_m(value: Decimal, unit: str) -> Decimal:
    """Metres of a body length entered in `unit` ("cm" or "in"), to the millimetre."""
    factor = M_PER_IN if unit == LengthUnit.IN else Decimal("0.01")
    return (value * factor).quantize(Decimal("0.001"), ROUND_HALF_UP)


def from_height_m(metres: Decimal, unit: str) -> Decimal:
    """A body length in `unit` ("cm" or "in"), to the tenth: 70 in is 1.778 m and reads 70 again."""
    factor = M_PER_IN if unit == LengthUnit.IN else Decimal("0.01")
    return (metres / factor).quantize(Decimal("0.1"), ROUND_HALF_UP)


def tenth(value: Decimal) -> Decimal:
    """An estimate or a record: one digit after the point says enough."""
    return value.quantize(Decimal("0.1"), ROUND_HALF_UP)


def plain(value: Decimal) -> str:
    """Digits without a tail: 102.50 is "102.5", 100.00 is "100"."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
