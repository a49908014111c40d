"""What a device knows of the exercises that may be added to a log without asking: how they are
done, what the gym makes for them, and how they went last time."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.templatetags.static import static

from accounts.models import User
from training import catalogue
from training.gym import BARS, Loads
from training.models import Exercise, Gym, Set, SetKind
from training.past import last_sessions
from training.prescribing import loads_in
from training.templatetags.worksheet import done, loads_made, warm_up_figures
from training.warming_up import warm_ups

FIGURES = ("load_kg", "entered_load", "reps", "duration_s", "distance_m")


def exercises_to_add(user: User, *, at: datetime) -> dict[str, Any]:
    """A card for each, and the lists of loads that the cards point at: many share one."""
    history = Set.objects.done().filter(trainee=user, exercise__isnull=False)
    past = last_sessions(
        trainee_id=user.pk,
        exercise_ids=history.values_list("exercise_id", flat=True).distinct(),
        before=at,
        sessions=1,
    )
    found, gym = catalogue.find("", user=user), Gym.objects.of(user.pk)
    alike = {_sort(exercise): exercise for exercise in found}  # the same is made for all of a sort
    made = {sort: loads_in(gym, one, user.profile.load_unit) for sort, one in alike.items()}
    words = {sort: loads_made(loads, user.profile) for sort, loads in made.items()}
    lists = list(dict.fromkeys(words.values()))
    cards = [
        {
            **_card(one),
            **_last_time(one, past.get(one.pk, []), made[_sort(one)], user),
            "loads": lists.index(words[_sort(one)]),
        }
        for one in found
    ]
    return {"exercises": cards, "loads": lists}


def _sort(exercise: Exercise) -> tuple[str, frozenset[str]]:
    return exercise.tracking, frozenset(row.equipment for row in exercise.equipment.all())


def _card(exercise: Exercise) -> dict[str, Any]:
    gear = {row.equipment for row in exercise.equipment.all()}
    return {
        "slug": exercise.slug,
        "name": exercise.name,
        "about": exercise.get_pattern_display(),
        "picture": static(f"img/exercises/{exercise.pictogram or 'undrawn'}.svg"),
        "tracking": exercise.tracking,
        "bars": " ".join(kind for kind in BARS if kind in gear),
    }


def _last_time(
    exercise: Exercise, past: list[list[Set]], made: Loads, user: User
) -> dict[str, Any]:
    if not past:
        return {}
    first = next((row.load_kg for row in past[0] if row.kind != SetKind.WARM_UP), None)
    found = warm_ups(first, made, tracking=exercise.tracking, mechanics=exercise.mechanics)
    return {
        "last": [_said(row, user) for row in past[0]],
        "warm_ups": warm_up_figures(found),
    }


def _said(row: Set, user: User) -> dict[str, Any]:
    """A set in the words of sync, and as people read it."""
    figures = {name: getattr(row, name) for name in FIGURES}
    return {
        **{name: value for name, value in figures.items() if value is not None},
        **({"entered_unit": row.entered_unit} if row.entered_load is not None else {}),
        "kind": row.kind,
        "side": row.side,
        "load_mode": row.load_mode,
        "words": done(row, user),
    }
