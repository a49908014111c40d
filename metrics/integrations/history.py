"""From workouts in a file to sessions in the log, and back.

One transaction: either all of it is there, with records and weeks in line, or none of it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from typing import Final
from zoneinfo import ZoneInfo

from django.db import transaction
from django.utils.text import slugify

from accounts.models import User
from fitapp.lib.ids import uuid7
from metrics.integrations import matching
from metrics.integrations.formats.strong import DoneExercise, DoneWorkout, Export
from metrics.integrations.models import Import, ImportedSession
from metrics.integrations.sets import set_from, tracking_of
from training.models import Exercise, Session, SessionItem, Set
from training.records import rebuild_records
from training.taxonomy import Level
from training.weeks import rebuild_weeks

BATCH: Final = 500
TOLD_EVERY: Final = 20
PHASES: Final = 3  # of equal weight: preparing, inserting, adding up
LONGEST: Final = timedelta(hours=8)  # past that, somebody forgot to press Finish
A_SET_TAKES: Final = timedelta(minutes=3)
LONGEST_GUESS: Final = timedelta(hours=3)

Tell = Callable[[int, int], None]


def external_key(workout: DoneWorkout) -> str:
    """The same for the same workout in every variant and every later export."""
    return sha256(workout.key.encode()).hexdigest()


def is_odd(workout: DoneWorkout) -> bool:
    """Whether its duration cannot be true."""
    return not 0 < workout.duration_s <= LONGEST.total_seconds()


def duration_of(workout: DoneWorkout) -> timedelta:
    """As the file says it or, where that cannot be, three minutes a set."""
    if is_odd(workout):
        return min(A_SET_TAKES * workout.set_count, LONGEST_GUESS)
    return timedelta(seconds=workout.duration_s)


def instant(local: datetime, zone: ZoneInfo) -> datetime:
    """The instant of a local time. Of an hour that came twice it is the first; an hour that was
    skipped counts on from before the skip."""
    return local if local.tzinfo else local.replace(tzinfo=zone)


def prepare(source: Import, export: Export, *, tell: Tell) -> Rows:
    """The rows of what is not in the log yet. Nothing is written: the database stays free."""
    known = set(
        ImportedSession.objects.filter(user=source.user_id, kind=source.kind).values_list(
            "external_key", flat=True
        )
    )
    new = [workout for workout in export.workouts if external_key(workout) not in known]
    exercises, made = _exercises(source, new)
    rows = Rows(source, exercises, made)
    total = PHASES * export.set_count
    for number, workout in enumerate(new):
        if number % TOLD_EVERY == 0:
            tell(len(rows.sets), total)
        rows.add(workout)
    return rows


@transaction.atomic
def write_history(source: Import, rows: Rows, *, tell: Tell) -> None:
    """Insert the rows, and bring records and weeks in line with them."""
    lock_log(source.user_id)
    count = len(rows.sets)
    total = PHASES * count
    for done in rows.insert():
        tell(count + done, total)
    per_exercise = Counter(row.exercise_id for row in rows.sets if row.exercise_id)
    _bring_in_line(
        source.user_id,
        per_exercise,
        [session.day for session in rows.sessions],
        tell=lambda done: tell(2 * count + done, total),
    )
    matching.remember(source)


@transaction.atomic
def remove_history(source: Import) -> None:
    """Delete exactly what the import made: its sessions, and its exercises that nobody uses."""
    lock_log(source.user_id)
    sessions = Session.objects.filter(imported__source=source)
    days = list(sessions.values_list("day", flat=True))
    sets = Set.objects.filter(session__in=sessions, exercise__isnull=False)
    per_exercise = Counter(sets.values_list("exercise_id", flat=True))
    sessions.delete()
    _bring_in_line(source.user_id, per_exercise, days, tell=lambda done: None)
    Exercise.objects.filter(
        pk__in=source.counts.get("made_exercises", []), owner=source.user_id, sets=None, items=None
    ).delete()


def lock_log(user_id: int) -> None:
    """One writer at a time: a set logged meanwhile would write the same records."""
    lock = User.objects.select_for_update(no_key=True).filter(pk=user_id)
    lock.values_list("pk", flat=True).first()


def _bring_in_line(
    user_id: int, per_exercise: Counter[int], days: list[date], *, tell: Callable[[int], None]
) -> None:
    """Records and weeks, a few exercises at a time so that progress can be told."""
    done = 0
    ids = list(per_exercise)
    for start in range(0, len(ids), 8):
        some = ids[start : start + 8]
        rebuild_records(trainee_id=user_id, exercise_ids=some)
        done += sum(per_exercise[pk] for pk in some)
        tell(done)
    rebuild_weeks(trainee_id=user_id, weeks=days)


def _exercises(
    source: Import, workouts: list[DoneWorkout]
) -> tuple[dict[str, Exercise], list[Exercise]]:
    """The exercise of each name that is wanted, and those that have to be made for it."""
    done: dict[str, list[DoneExercise]] = defaultdict(list)
    for workout in workouts:
        for exercise in workout.exercises:
            done[exercise.name].append(exercise)
    own = Exercise.objects.in_use().filter(owner=source.user_id)
    mine = {exercise.name.lower(): exercise for exercise in own}
    found: dict[str, Exercise] = {}
    for meaning in matching.meanings_of(source):
        if meaning.name not in done or meaning.leaves_out:
            continue
        called = meaning.name[:100].lower()
        if meaning.exercise is None and called not in mine:
            mine[called] = _make(source, meaning.name, done[meaning.name])
        found[meaning.name] = meaning.exercise or mine[called]
    return found, [exercise for exercise in mine.values() if exercise.pk is None]


def _make(source: Import, name: str, done: list[DoneExercise]) -> Exercise:
    """A private exercise of that name, tracked the way its sets are; not yet saved."""
    stem = slugify(name)[:60] or "exercise"
    return Exercise(
        origin=Exercise.Origin.PRIVATE,
        owner=source.user,
        slug=f"{stem}_{uuid7().hex[-12:]}",
        name=name[:100],
        level=Level.BEGINNER,
        tracking=tracking_of(done),
    )


class Rows:
    """The rows to insert, gathered before the first is written."""

    def __init__(
        self, source: Import, exercises: dict[str, Exercise], made: list[Exercise]
    ) -> None:
        self.source, self.exercises, self.made = source, exercises, made
        self.zone = ZoneInfo(source.time_zone)
        self.sessions: list[Session] = []
        self.items: list[SessionItem] = []
        self.sets: list[Set] = []
        self.imported: list[ImportedSession] = []

    def add(self, workout: DoneWorkout) -> None:
        wanted = [done for done in workout.exercises if done.name in self.exercises]
        if not wanted:
            return
        session = self._session(workout)
        moments = self._moments(session, sum(len(done.sets) for done in wanted))
        for position, done in enumerate(wanted):
            item = self._item(session, position, done)
            for place, one in enumerate(done.sets):
                made = set_from(one, source=self.source, item=item, position=place)
                made.completed_at = next(moments)
                self.sets.append(made)

    def _session(self, workout: DoneWorkout) -> Session:
        started = instant(workout.started, self.zone)
        session = Session(
            trainee=self.source.user,
            name=workout.name[:80],
            started_at=started,
            finished_at=datetime.fromtimestamp(
                started.timestamp() + duration_of(workout).total_seconds(), self.zone
            ),
            day=started.astimezone(self.zone).date(),
            note=workout.note[:4000],
        )
        self.sessions.append(session)
        self.imported.append(
            ImportedSession(
                source=self.source,
                user=self.source.user,
                kind=self.source.kind,
                external_key=external_key(workout),
                session=session,
            )
        )
        return session

    def _moments(self, session: Session, count: int) -> Iterator[datetime]:
        """Spread evenly over the session; the last set ends it."""
        first, last = session.started_at.timestamp(), session.finished_at.timestamp()  # type: ignore[union-attr]
        for number in range(1, count + 1):
            yield datetime.fromtimestamp(
                round(first + (last - first) * number / count), tz=self.zone
            )

    def _item(self, session: Session, position: int, done: DoneExercise) -> SessionItem:
        exercise = self.exercises[done.name]
        item = SessionItem(
            session=session,
            position=position,
            group=position,
            exercise=exercise,
            name=exercise.name,
            tracking=exercise.tracking,
            rest_s=done.rest_s or None,
            note="\n".join(done.notes)[:2000],
        )
        self.items.append(item)
        return item

    def insert(self) -> Iterator[int]:
        """Write everything; yields how many sets are there."""
        Exercise.objects.bulk_create(self.made)
        Session.objects.bulk_create(self.sessions, batch_size=BATCH)
        ImportedSession.objects.bulk_create(self.imported, batch_size=BATCH)
        SessionItem.objects.bulk_create(self.items, batch_size=BATCH)
        for start in range(0, len(self.sets), BATCH):
            Set.objects.bulk_create(self.sets[start : start + BATCH])
            yield min(start + BATCH, len(self.sets))
