"""What is in the database, held against everything that was ever said about a workout."""

from conftest import NOON
from training.models import (
    Exercise,
    PlannedSession,
    Record,
    Session,
    SessionItem,
    Set,
    TraineeWeek,
    TraineeWeekMuscle,
)
from training.records import rebuild_records
from training.weeks import rebuild_weeks


def agree(session_id, truth, first):
    """`first`: what each planned item was before anybody swapped it."""
    session = Session.objects.filter(pk=session_id).first()
    assert (session is not None) == truth.is_there(session_id)
    if session is not None:
        assert session.note == truth.value(session_id, "note", "")
        assert session.finished_at == truth.value(session_id, "finished_at")
    there = {row.pk: row for model in (SessionItem, Set) for row in model.objects.all()}
    assert [pk for pk in truth.above if (pk in there) != truth.is_there(pk)] == []
    for row in there.values():
        if row.pk in truth.above:
            assert row.position == truth.value(row.pk, "position", row.position)
            say_the_same = agree_about_item if isinstance(row, SessionItem) else agree_about_set
            say_the_same(row, truth, first)
    agree_with_what_is_counted_anew()


def agree_about_item(row, truth, first):
    assert row.note == truth.value(row.pk, "note", "")
    assert row.exercise.slug == truth.value(row.pk, "exercise", first.get(row.pk))


def agree_about_set(row, truth, first):
    at_first = first.get(truth.above[row.pk])
    assert row.exercise.slug == row.item.exercise.slug == truth.exercise_of(row.pk, at_first)
    assert row.side == truth.value(row.pk, "side", row.side)
    names = ("load", "reps", "rpe", "completed_at")
    said = [truth.value(row.pk, name) if truth.is_done(row.pk) else None for name in names]
    assert [row.load_kg, row.reps, row.rpe, row.completed_at] == said


def agree_with_what_is_counted_anew():
    kept = counted()
    (trainee_id,) = PlannedSession.objects.values_list("trainee", flat=True)
    for model in (Record, TraineeWeek, TraineeWeekMuscle):
        model.objects.all().delete()
    ids = Exercise.objects.values_list("pk", flat=True)
    rebuild_records(trainee_id=trainee_id, exercise_ids=ids)
    rebuild_weeks(trainee_id=trainee_id, weeks=[NOON.date()])
    assert counted() == kept


def counted():
    kept = []
    for model in (Record, TraineeWeek, TraineeWeekMuscle):
        kept.append(sorted(str({**row, "id": None}) for row in model.objects.values()))
    return kept
