"""Figures of a set as the log shows and takes them, in the reader's units."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any, Final

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.models import Profile, User
from fitapp.lib.units import M_PER_MI, DistanceUnit, LoadUnit, from_kg, from_m, plain
from training.gym import Loads, Made
from training.models import LoadMode, Set, SetKind
from training.models.programs import Group
from training.taxonomy import Tracking
from training.warming_up import WarmUp
from training.worksheet import Entry, Line, reps_aimed

register = template.Library()

DRAWINGS: Final = {
    SetKind.WORK: "barbell",
    SetKind.WARM_UP: "flame",
    SetKind.DROP: "stairs",
    SetKind.FAILURE: "bolt",
    SetKind.AMRAP: "repeat",
}
MODES: Final = {LoadMode.ADDED: "added", LoadMode.ASSISTED: "taken off"}
NAMES: Final = {"load": "Weight", "reps": "Reps", "time": "Time", "distance": "Distance"}
INPUT_NAMES: Final = {"time": "duration"}


def clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def _load(row: Set, kg: Decimal, unit: str) -> str:
    """As it was entered, where it was entered in this unit."""
    if row.load_kg == kg and row.entered_load is not None and row.entered_unit == unit:
        return plain(row.entered_load)
    value = from_kg(kg, unit)
    return plain(value if unit == LoadUnit.KG else value.quantize(Decimal("0.1")))


def _distance(metres: Decimal, entry_tracking: str, profile: Profile) -> str:
    if entry_tracking == Tracking.LOAD_DISTANCE:
        return plain(metres)
    return plain(from_m(metres, profile.distance_unit))


def distance_unit(tracking: str, profile: Profile) -> str:
    return "m" if tracking == Tracking.LOAD_DISTANCE else profile.distance_unit


@register.simple_tag
def column(figure: str, entry: Entry, profile: Profile) -> str:
    """The head of a column: the unit says what it is."""
    if figure == "load":
        return f"+{profile.load_unit}" if entry.is_bodyweight else profile.load_unit
    if figure == "distance":
        return distance_unit(entry.item.tracking, profile)
    return NAMES[figure]


@register.simple_tag
def done(row: Set, reader: User) -> str:
    """A done set in a few signs: "102.5 × 4", "1:30", "5 km in 25:00", "30 × 40 m"."""
    return figures_in_words(
        row, row.load_kg, str(row.reps or ""), row.duration_s, row.distance_m, reader
    )


@register.simple_tag
def target(row: Set, reader: User) -> str:
    """What was meant: "100 × 5–8 @8"."""
    words = figures_in_words(
        row, row.target_load_kg, reps_aimed(row), row.target_duration_s, row.target_distance_m,
        reader,
    )  # fmt: skip
    return f"{words} @{plain(row.target_rpe)}".strip() if row.target_rpe else words


def figures_in_words(
    row: Set,
    load_kg: Decimal | None,
    reps: str,
    duration_s: int | None,
    distance_m: Decimal | None,
    reader: User,
) -> str:
    parts = []
    if load_kg is not None and (load_kg or row.load_mode == LoadMode.EXTERNAL):
        sign = LoadMode(row.load_mode).sign
        parts.append(sign + _load(row, load_kg, reader.profile.load_unit))
    if reps:
        parts.append(reps)
    if distance_m:
        unit = reader.profile.distance_unit
        whole = M_PER_MI if unit == DistanceUnit.MI else 1000
        far = f"{plain(from_m(distance_m, unit))} {unit}"
        far = far if distance_m >= whole else f"{plain(distance_m)} m"
        parts.append(f"{far} in {clock(duration_s)}" if duration_s else far)
    elif duration_s:
        parts.append(clock(duration_s))
    return " × ".join(parts)


@register.simple_tag
def cell(figure: str, line: Line, entry: Entry, profile: Profile) -> SafeString:
    """The input of one figure. Until the set is done it holds what to begin with."""
    modes = {"time": "text", "reps": "numeric"}
    unit = {"load": profile.load_unit, "distance": distance_unit(entry.item.tracking, profile)}
    label = f"{NAMES[figure]}, set {line.label}"
    if figure in unit:
        label = f"{NAMES[figure]} in {unit[figure]}, set {line.label}"
    return format_html(
        '<input class="cell" form="f-{}" name="{}" value="{}" inputmode="{}" autocomplete="off"'
        ' data-figure="{}" aria-label="{}">',
        line.set.pk,
        INPUT_NAMES.get(figure, figure),
        _value(figure, line, entry, profile),
        modes.get(figure, "decimal"),
        figure,
        label,
    )


def _value(figure: str, line: Line, entry: Entry, profile: Profile) -> str:
    value: Any = {
        "load": line.load_kg,
        "reps": line.reps,
        "time": line.duration_s,
        "distance": line.distance_m,
    }[figure]
    if value is None:
        return ""
    if figure == "load":
        return _load(line.source_of_load, value, profile.load_unit)
    if figure == "distance":
        return _distance(value, entry.item.tracking, profile)
    return clock(value) if figure == "time" else str(value)


@register.simple_tag
def rpe_cell(line: Line) -> SafeString:
    return format_html(
        '<input class="cell" form="f-{}" name="rpe" value="{}" inputmode="decimal"'
        ' autocomplete="off" data-figure="rpe" aria-label="RPE, set {}">',
        line.set.pk,
        plain(line.set.rpe) if line.set.rpe is not None else "",
        line.label,
    )


@register.simple_tag
def set_kinds() -> list[tuple[str, str, str]]:
    return [(kind.value, kind.label, DRAWINGS[kind]) for kind in SetKind]


@register.simple_tag
def load_modes() -> list[tuple[str, str]]:
    return [(mode.value, words) for mode, words in MODES.items()]


@register.simple_tag
def load_step(profile: Profile) -> str:
    """What one tap adds where nobody has said what the gym makes: a pair of small plates."""
    return "5" if profile.load_unit == LoadUnit.LB else "2.5"


register.simple_tag(distance_unit)


@register.simple_tag
def loads_made(loads: Loads, profile: Profile) -> str:
    """What one tap goes to: the loads that the gym makes, lightest first; none where not known."""
    made = loads.kg if isinstance(loads, Made) else ()
    return " ".join(plain(from_kg(kg, profile.load_unit)) for kg in made if kg >= 0)


@register.simple_tag
def warm_up_figures(found: Iterable[WarmUp]) -> str:
    """Loads in kg and reps, for a device that adds the sets itself: "20x10 50x5"."""
    return " ".join(f"{plain(one.load_kg)}x{one.reps}" for one in found)


@register.simple_tag
def together(entry: Entry) -> str:
    """How it is done with others or by the clock: "Superset A", "Every 1:30"; empty where not."""
    kind, every = entry.item.group_kind, clock(entry.item.rest_s or 0)
    if kind == Group.Kind.EMOM:
        return f"Every {every} {entry.group_letter}".strip()
    if kind == Group.Kind.AMRAP:
        return f"As many rounds as possible in {every} {entry.group_letter}".strip()
    return f"{entry.item.get_group_kind_display()} {entry.group_letter}" * bool(entry.group_letter)
