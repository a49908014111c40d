"""What goes on the bar for an exercise that nobody planned: what its own history says."""

from __future__ import annotations

from decimal import Decimal

from training.formulas import MOST_REPS_FOR_E1RM, e1rm_kg, load_for
from training.gym import Loads
from training.models import Gym, LoadMode, SessionItem, Set, SetKind
from training.past import last_sessions
from training.prescribing import loads_in


def load_from_history(item: SessionItem) -> None:
    """Give the sets that are still to come the loads of last time, set by set. Where other reps are
    meant than were done, it is what comes to the same by Epley's formula, in what the gym makes."""
    session = item.session
    past = last_sessions(
        trainee_id=session.trainee_id,
        exercise_ids=[item.exercise_id] if item.exercise_id else [],
        before=session.started_at,
        sessions=1,
    ).get(item.exercise_id or 0)
    if not past:
        return
    done = [row for row in past[0] if row.kind != SetKind.WARM_UP] or past[0]
    meant = list(item.sets.not_done().exclude(kind=SetKind.WARM_UP).order_by("position", "pk"))
    unit = session.trainee.profile.load_unit
    made = loads_in(Gym.objects.of(session.trainee_id), item.exercise, unit)
    for place, row in enumerate(meant):
        last = done[min(place, len(done) - 1)]
        row.target_load_kg = _load(row, last, made)
        row.load_mode = last.load_mode
    Set.objects.bulk_update(meant, ["target_load_kg", "load_mode"])


def _load(row: Set, last: Set, made: Loads) -> Decimal | None:
    reps = row.target_reps_max or row.target_reps_min
    if last.load_kg is None or last.load_mode != LoadMode.EXTERNAL or not (reps and last.reps):
        return last.load_kg
    estimate = e1rm_kg(last.load_kg, last.reps)
    if estimate is None or reps == last.reps or reps > MOST_REPS_FOR_E1RM:
        return last.load_kg
    return made.nearest_down(load_for(estimate, reps))
