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
_BASE: Final = re.compile(r'<g class="mm-base">.*?</g>', re.S)


@lru_cache(maxsize=1)
def _drawing() -> str:
    text = (settings.BASE_DIR / "static" / "img" / "musclemap.svg").read_text()
    return _ROOT.sub("", text, count=1).strip()


def regions_of(muscles: Iterable[str]) -> set[str]:
    """The regions of the map that show these muscles."""
    return {REGION_OF[muscle] for muscle in muscles if muscle in REGION_OF}


def muscle_map(
    primary: Iterable[str],
    secondary: Iterable[str],
    label: str,
    pick: str = "",
    *,
    over_body: bool = False,
) -> SafeString:
    """The map with its muscles marked. With `pick` ("?muscle=") each region is a link ending in
    the code of its muscle, and a primary region counts as picked. `over_body` draws the marked
    regions alone, over the `body` that a page with several maps draws once."""
    prime, second = regions_of(primary), regions_of(secondary)

    def region(found: re.Match[str]) -> str:
        name, attributes, inside = found.groups()
        mark = " is-prime" if name in prime else " is-second" if name in second else ""
        if over_body and not mark:
            return ""
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
    drawing = _drawing()
    if over_body:
        drawing = '<use href="#body"/>' + _BASE.sub("", drawing)
    return mark_safe(head + _REGION.sub(region, drawing))  # noqa: S308 - our own drawing


def body() -> SafeString:
    """The map at rest, for maps that are drawn over it. It shows nothing by itself."""
    drawing = _ROOT.sub("", muscle_map((), (), ""), count=1).removesuffix("</svg>")
    return mark_safe(f'<svg hidden><defs><g id="body">{drawing}</g></defs></svg>')  # noqa: S308
