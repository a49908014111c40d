"""What was lifted, as something one can picture. Pure."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import Final

# In kg, what such things usually weigh; the heaviest that fits at least once is told.
THINGS: Final = (
    (140_000, "a blue whale", "blue whales"),
    (12_000, "a city bus", "city buses"),
    (6_000, "an elephant", "elephants"),
    (1_500, "a car", "cars"),
    (450, "a grand piano", "grand pianos"),
    (200, "a lion", "lions"),
)


def in_things(kg: Decimal) -> str:
    """148,000 kg is "as much as a blue whale"; empty where there is too little to picture."""
    for weight, one, many in THINGS:
        if kg >= weight:
            times = (kg / weight).quantize(Decimal(1), ROUND_HALF_UP)
            return f"about as much as {one if times == 1 else f'{times:,} {many}'}"
    return ""
