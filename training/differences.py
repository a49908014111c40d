"""What is different between two versions of a workout, as a trainer would say it. Pure: takes
documents, gives words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

from training import wording

Document = Mapping[str, Any]
Say = Callable[[Document], str]

KINDS: Final = {
    "straight": "straight sets",
    "superset": "superset",
    "circuit": "circuit",
    "emom": "every minute on the minute",
    "amrap": "as many rounds as possible",
}


def workouts_in_words(before: Document, after: Document, unit: str) -> list[str]:
    """One line for whatever is new, left out or different: "Back squat: 4 × 5 instead of 3 × 5,
    82.5 kg instead of 80 kg"."""
    old, new = dict(_items(before)), dict(_items(after))
    told = [f"{name}: new, {wording.scheme(item['sets'])}" for name, item in _lacking(new, old)]
    told += [f"{name}: left out" for name, _ in _lacking(old, new)]
    for name in new:
        if name in old and (words := _item(old[name], new[name], unit)):
            told.append(f"{name}: {', '.join(words)}")
    told += _groups(before, after)
    if before["name"] != after["name"]:
        told.append(f"Called {after['name']} instead of {before['name']}")
    if before.get("notes", "") != after.get("notes", ""):
        told.append("Other notes")
    return told or ["Other order"]


def item_names(document: Document) -> list[str]:
    return [name for name, _ in _items(document)]


def _items(document: Document) -> Iterator[tuple[str, Document]]:
    """Each item by its name; one that comes again is counted: "Plank, 2nd time"."""
    seen: dict[str, int] = {}
    for group in document["groups"]:
        for item in group["items"]:
            count = seen[item["name"]] = seen.get(item["name"], 0) + 1
            yield (item["name"] if count == 1 else f"{item['name']}, time {count}"), item


def _lacking(these: dict[str, Document], those: dict[str, Document]) -> Iterator[Any]:
    return ((name, item) for name, item in these.items() if name not in those)


def _item(old: Document, new: Document, unit: str) -> list[str]:
    says: list[tuple[str, Say]] = [
        ("", lambda item: wording.scheme(item["sets"])),
        ("", lambda item: wording.loads(item["sets"], unit) or "load left open"),
        ("effort ", lambda item: _each(item, _effort)),
        ("rest ", lambda item: _each(item, _rest)),
        ("warm-up sets ", _warm_ups),
        ("tempo ", lambda item: "-".join(map(str, item["tempo"] or [])) or "free"),
    ]
    words = [
        f"{what}{say(new)} instead of {say(old)}" for what, say in says if say(new) != say(old)
    ]
    words += _rules(old, new, unit)
    if old.get("notes", "") != new.get("notes", ""):
        words.append("other cue")
    if old.get("video_url", "") != new.get("video_url", ""):
        words.append("other video")
    if not words and old["sets"] != new["sets"]:
        words.append("sets of another kind")
    return words


def _each(item: Document, say: Say) -> str:
    """Of the working sets, once where they agree."""
    return ", ".join(dict.fromkeys(say(one) for one in wording.working(item["sets"]))) or "open"


def _effort(one: Document) -> str:
    """Beside a load; an effort that is the load is said as that."""
    if one["rpe"] is None or one["load_kind"] in ("none", "rpe"):
        return "open"
    return f"RPE {wording.number(one['rpe'])}"


def _rest(one: Document) -> str:
    return wording.clock(one["rest_s"]) if one["rest_s"] is not None else "open"


def _warm_ups(item: Document) -> str:
    """Those that are written down, and whether more are worked out on the day."""
    written = len(item["sets"]) - len(wording.working(item["sets"]))
    if item.get("warm_up") != "auto":
        return str(written)
    return f"{written} and worked out" if written else "worked out"


def _rules(old: Document, new: Document, unit: str) -> list[str]:
    if old["progression"] == new["progression"]:
        return []
    said = " Otherwise: ".join(wording.rule_in_words(rule, unit) for rule in new["progression"])
    return [f"rule: {said}" if said else "no rule any more"]


def _groups(before: Document, after: Document) -> list[str]:
    """Exercises that are done together in another way."""
    old = {name: _way(group) for group in before["groups"] for name in _names(group)}
    told = []
    for group in after["groups"]:
        names = _names(group)
        if any(name in old and old[name] != _way(group) for name in names):
            told.append(f"{' and '.join(names)}: {_way(group)}")
    return told


def _names(group: Document) -> list[str]:
    return [item["name"] for item in group["items"]]


def _way(group: Document) -> str:
    rest = f", rest {wording.clock(group['rest_s'])} a round" if group["rest_s"] else ""
    alone = group["kind"] == "straight" and len(group["items"]) == 1
    return "on its own" if alone else (wording.group_in_words(group) or KINDS[group["kind"]]) + rest
