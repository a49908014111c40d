"""Made-up training: the same for the same seed, and what follows from it is right."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from accounts.models import User
from training.models import Record, Session, SessionItem, Set, TraineeWeek, TraineeWeekMuscle
from training.records import rebuild_records
from training.tests.log import make_exercise
from training.weeks import rebuild_weeks

pytestmark = pytest.mark.django_db
LAST = date(2026, 3, 1)
KEPT = {
    Record: ("exercise_id", "kind", "load_kg", "value", "set_id", "achieved_at", "superseded_at"),
    TraineeWeek: ("week", "sessions", "sets", "volume_kg", "duration_s"),
    TraineeWeekMuscle: ("week", "muscle", "sets"),
}


@pytest.fixture(autouse=True)
def _library(db):
    for number in range(8):
        make_exercise(f"lift-{number}", is_staple=True)


def generate(*, people=1, seed=1, years=0.3, **options):
    call_command(
        "generate_history", people=people, years=years, seed=seed, until=LAST, verbosity=0,
        **options,
    )  # fmt: skip


def told(handle):
    rows = Set.objects.filter(trainee__handle=handle).order_by("completed_at", "pk")
    return list(rows.values_list("pk", "exercise__slug", "load_kg", "reps", "rpe", "completed_at"))


def kept(trainee):
    return {
        model: sorted(model.objects.filter(trainee=trainee).values_list(*fields), key=str)
        for model, fields in KEPT.items()
    }


def test_records_and_weeks_are_those_that_a_rebuild_makes():
    generate()
    trainee = User.objects.get(handle="made_up_1_1")
    before = kept(trainee)
    assert all(before.values())
    for model in KEPT:
        model.objects.filter(trainee=trainee).delete()
    ids = set(Set.objects.filter(trainee=trainee).values_list("exercise", flat=True))
    rebuild_records(trainee_id=trainee.pk, exercise_ids=ids)
    days = set(Session.objects.filter(trainee=trainee).values_list("day", flat=True))
    rebuild_weeks(trainee_id=trainee.pk, weeks=days)
    assert kept(trainee) == before


def test_the_same_seed_is_the_same_training_and_another_is_another():
    generate(seed=1)
    first = told("made_up_1_1")
    assert len(first) > 400
    User.objects.all().delete()
    generate(seed=1)
    assert told("made_up_1_1") == first
    generate(seed=2)
    assert told("made_up_2_1") != first


def test_each_person_trains_differently_in_whole_sessions():
    generate(people=2, years=0.1)
    assert told("made_up_1_1") != told("made_up_1_2")
    for item in SessionItem.objects.prefetch_related("sets"):
        places = [row.position for row in item.sets.order_by("position")]
        assert places == list(range(len(places)))
        assert item.sets.exclude(session=item.session_id).count() == 0
    for session in Session.objects.all():
        assert session.sets.exclude(
            completed_at__range=(session.started_at, session.finished_at)
        ).count() == 0  # fmt: skip
        assert session.day <= LAST


def test_it_stays_away_from_real_people_unless_told(ana):
    with pytest.raises(CommandError, match="Real people"):
        generate(years=0.1)
    assert not Session.objects.exists()
    generate(years=0.1, yes=True)
    assert not Session.objects.filter(trainee=ana).exists()


def test_a_seed_is_used_once():
    generate(years=0.05)
    with pytest.raises(CommandError, match="there already"):
        generate(years=0.05)
