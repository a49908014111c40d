"""The muscle map: the front and back of a body whose regions light up."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final

from django.conf import settings
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from training.taxonomy import SHOULDERS, Muscle

REGION_OF: Final[dict[str, str]] = {
    Muscle.CHEST: "chest",
    Muscle.FRONT_DELTS: "shoulders",
    Muscle.SIDE_DELTS: "shoulders",
    Muscle.REAR_DELTS: "shoulders",
    Muscle.ROTATOR_CUFF: "shoulders",
    Muscle.TRICEPS: "triceps",
    Muscle.BICEPS: "biceps",
    Muscle.FOREARMS: "forearms",
    Muscle.LATS: "lats",
    Muscle.UPPER_BACK: "upper-back",
    Muscle.TRAPS: "traps",
    Muscle.LOWER_BACK: "lower-back",
    Muscle.ABS: "abs",
    Muscle.OBLIQUES: "obliques",
    Muscle.GLUTES: "glutes",
    Muscle.QUADS: "quads",
    Muscle.HAMSTRINGS: "hamstrings",
    Muscle.ADDUCTORS: "adductors",
    Muscle.ABDUCTORS: "glutes",
    Muscle.HIP_FLEXORS: "quads",
    Muscle.CALVES: "calves",
    Muscle.TIBIALIS: "calves",
    Muscle.NECK: "traps",
    SHOULDERS: "shoulders",
}
MUSCLE_OF: Final = {region: region.replace("-", "_") for region in REGION_OF.values()}
_ROOT: Final = re.compile(r"<svg[^>]*>")
_REGION: Final = re.compile(
    r'<a class="mm" href="[^"]*" data-muscle="([^"]*)"([^>]*)>(.*?)</a>', re.S
)


@lru_cache(maxsize=1)
def _drawing() -> str:
    text = (settings.BASE_DIR / "static" / "img" / "musclemap.svg").read_text()
    return _ROOT.sub("", text, count=1).strip()


def regions_of(muscles: Iterable[str]) -> set[str]:
    """The regions of the map that show these muscles."""
    return {REGION_OF[muscle] for muscle in muscles if muscle in REGION_OF}


def muscle_map(
    primary: Iterable[str], secondary: Iterable[str], label: str, pick: str = ""
) -> SafeString:
    """The map with its muscles marked. With `pick` ("?muscle=") each region is a link ending in
    the code of its muscle, and a primary region counts as picked."""
    prime, second = regions_of(primary), regions_of(secondary)

    def region(found: re.Match[str]) -> str:
        name, attributes, inside = found.groups()
        mark = " is-prime" if name in prime else " is-second" if name in second else ""
        if not pick:
            inside = re.sub(r"<title>.*?</title>", "", inside)
            return f'<g class="mm{mark}" data-muscle="{name}">{inside}</g>'
        code = MUSCLE_OF[name]
        attributes = attributes.replace('role="button" aria-pressed="false"', "").strip()
        here = ' aria-current="true"' if name in prime else ""
        return (
            f'<a class="mm{mark}" href="{escape(pick)}{code}" data-muscle="{name}"'
            f' data-code="{code}"{here} {attributes}>{inside}</a>'
        )

    role = "group" if pick else "img"
    head = (
        f'<svg class="musclemap" viewBox="0 0 256 240" role="{role}" aria-label="{escape(label)}">'
    )
    return mark_safe(head + _REGION.sub(region, _drawing()))  # noqa: S308 - our own drawing
