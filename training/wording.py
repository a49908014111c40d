"""Prescriptions and rules as people say them. Pure: takes documents, gives words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any, Final

from fitapp.lib.units import from_kg, plain

Document = Mapping[str, Any]
MISSES: Final = ("", "A miss", "Two misses", "Three misses", "Four misses", "Five misses")
WHICH: Final = {
    "all_sets": "every set reaches its target",
    "top_of_range": "every set reaches the top of its range",
    "top_set": "the top set reaches its target",
}
WEIGHED: Final = {"load", "rpe", "training_max"}  # axes of rules whose figures are loads


def number(value: Any) -> str:
    """A number of a document without a tail: 102.50 is "102.5"."""
    return plain(Decimal(str(value)))


def clock(seconds: int) -> str:
    return f"{seconds // 60}:{seconds % 60:02}" if seconds >= 60 else f"{seconds} s"


def working(sets: Sequence[Document]) -> list[Document]:
    return [one for one in sets if one["kind"] != "warm_up"]


def amount(one: Document) -> str:
    """How much of one set: "8–12", "5+", "45 s", "30 m"."""
    low, high = one["reps_min"], one["reps_max"]
    if low is not None or high is not None:
        if high is None or one["kind"] == "amrap":
            return f"{low or 1}+"
        return str(high) if low in (None, high) else f"{low}–{high}"
    if one["distance_m"] is not None:
        return f"{number(one['distance_m'])} m"
    return clock(one["duration_s"]) if one["duration_s"] else "open"


def scheme(sets: Sequence[Document]) -> str:
    """The working sets of an item: "4 × 6–8", or "5, 3, 1+" where they differ."""
    amounts = [amount(one) for one in working(sets)]
    if not amounts:
        return "as many as feel right"
    if len(set(amounts)) == 1:
        return f"{len(amounts)} × {amounts[0]}"
    return ", ".join(amounts) if len(amounts) <= 5 else f"{len(amounts)} sets"


def weight(kg: Any, unit: str) -> str:
    return f"{plain(from_kg(Decimal(str(kg)), unit))} {unit}"


def load(one: Document, unit: str) -> str:
    """How heavy one set is meant to be; empty where that is left open."""
    kind = one["load_kind"]
    if kind == "absolute":
        return weight(one["load_kg"], unit)
    if kind in ("percent_1rm", "percent_top"):
        of = "" if kind == "percent_1rm" else " of top"
        return f"{number(one['load_percent'])} %{of}"
    if kind == "bodyweight":
        if not one["load_kg"]:
            return "body"
        sign = "+" if one["load_kg"] > 0 else "−"
        return f"body {sign}{weight(abs(one['load_kg']), unit)}"
    if one["rpe"] is not None:
        return f"RPE {number(one['rpe'])}"
    return ""


def loads(sets: Sequence[Document], unit: str) -> str:
    """The loads of the working sets, from the first to the last where they differ."""
    found = list(dict.fromkeys(filter(None, (load(one, unit) for one in working(sets)))))
    if len(found) < 3:
        return ", ".join(found)
    return f"{found[0]} to {found[-1]}"


def effort_and_rest(item: Document, group: Document) -> str:
    """ "RPE 8, rest 3:00, tempo 3-1-1-0" """
    sets = working(item["sets"])
    words = []
    efforts = {one["rpe"] for one in sets if one["rpe"] is not None}
    if len(efforts) == 1 and sets[0]["load_kind"] not in ("none", "rpe"):
        words.append(f"RPE {number(efforts.pop())}")
    rests = {one["rest_s"] for one in sets if one["rest_s"]}
    if len(rests) == 1:
        words.append(f"rest {clock(rests.pop())}")
    elif group["rest_s"] and len(group["items"]) > 1:
        words.append(f"rest {clock(group['rest_s'])} after the round")
    if item["tempo"]:
        words.append("tempo " + "-".join(map(str, item["tempo"])))
    if item["warm_up"] == "auto":
        words.append("warm-up sets worked out")
    warm_ups = len(item["sets"]) - len(sets)
    if warm_ups:
        words.append(f"{warm_ups} warm-up set{'s' if warm_ups > 1 else ''}")
    text = ", ".join(words)
    return text[:1].upper() + text[1:]


def rule_in_words(rule: Document, unit: str) -> str:
    """ "Add 2.5 kg when every set reaches its target at RPE 8 or under." """
    axis, ending = rule["axis"], ""
    if axis == "rpe":
        most = figure(axis, rule["step"], unit)
        words = f"The next load follows how hard the last top set felt, by {most} at most"
    elif axis == "training_max":
        words = _wave_in_words(rule, unit)
    else:
        words = f"Add {figure(axis, rule['step'], unit)} when {WHICH[rule['when']]}"
        ending = ", then start anew" if rule["on_ceiling"] == "reset" else ""
    if rule["max_rpe"] is not None and axis not in ("rpe", "training_max"):
        words += f" at RPE {number(rule['max_rpe'])} or under"
    if rule["ceiling"] is not None:
        words += f", up to {figure(axis, rule['ceiling'], unit)}{ending}"
    if rule["on_fail"] == "reduce":
        where = "a wave" if axis == "training_max" else "a row"
        misses = f"{MISSES[rule['fail_after']]} in {where}" if rule["fail_after"] > 1 else "A miss"
        words += f". {misses}: take {rule['fail_percent']} % off and rebuild"
    return f"{words}."


def _wave_in_words(rule: Document, unit: str) -> str:
    points = [number(one) for one in rule["wave"]] if any(rule["wave"]) else []
    by = f", raised by {', '.join(points)} points cycle by cycle" if points else ""
    step = figure(rule["axis"], rule["step"], unit)
    return f"Percentages are of a training max{by}. It goes up {step} after each wave"


def figure(axis: str, value: Any, unit: str) -> str:
    if axis in WEIGHED:
        return weight(value, unit)
    text = number(value)
    if axis == "time":
        return f"{text} s"
    return f"{text} {axis[:-1] if text == '1' else axis}"


def group_in_words(group: Document) -> str:
    """What is special about a group: "Circuit, 3 rounds", "Every 60 s for 10:00"; else empty."""
    kind = group["kind"]
    rounds = f", {group['rounds']} rounds" if group["rounds"] else ""
    if kind == "circuit":
        return f"Circuit{rounds}"
    if kind == "emom":
        return f"Every {clock(group['interval_s'] or 60)}{rounds}"
    if kind == "amrap":
        cap = f" in {clock(group['time_cap_s'])}" if group["time_cap_s"] else ""
        return f"As many rounds as possible{cap}"
    return ""
