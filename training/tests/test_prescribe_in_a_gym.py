"""What is planned comes to loads that the trainee's gym makes, on Today and in the log."""

from datetime import timedelta
from decimal import Decimal

import pytest

from conftest import NOON
from training import logbook
from training.brief import brief
from training.models import ExerciseEquipment
from training.records import rebuild_records
from training.tests.gyms import make_gym, plates_of
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_workout,
    plan,
    prescription,
)

WAVE = {"axis": "training_max", "step": 2.5, "wave": [0, 5]}
ADD_LOAD = {"axis": "load", "step": 2.5}


@pytest.fixture
def squat(db):
    made = make_exercise("back-squat")
    ExerciseEquipment.objects.create(exercise=made, equipment="barbell")
    return made


def planned(ana, *sets, days=0, **fields):
    shape = document(group(entry("back-squat", *sets, **fields)))
    return plan(ana, shape, day=(NOON + timedelta(days=days)).date())


def told(ana, row, reader=None):
    (line,) = brief(document=row.document, trainee=ana, before=NOON, reader=reader or ana)
    return line.load, line.reason


def started(ana, row, days=0):
    at = NOON + timedelta(days=days)
    session = logbook.start_planned(planned=row, by=ana, at=at)
    return session.items.get()


def test_today_and_the_log_say_the_same_rounded_load(ana, squat):
    make_gym(ana)  # 20 kg of bar, pairs of 20, 20, 10 and 5
    row = planned(ana, prescription(load_kg=63.5))
    why = "First time: begin with 60 kg. Rounded to 60 kg: what your plates make."
    assert told(ana, row) == ("60 kg", why)
    item = started(ana, row)
    assert (item.reason, item.sets.get().target_load_kg) == (why, 60)


def test_the_gym_in_use_is_the_trainees_whoever_reads(ana, cole, squat):
    make_gym(cole, bars=[("barbell", 20)], plates=plates_of({1.25: 20}))
    make_gym(ana)
    row = planned(ana, prescription(load_kg=63.5))
    assert told(ana, row, reader=cole)[0] == "60 kg"


def test_in_another_gym_the_same_plan_is_rounded_anew(ana, squat):
    make_workout(ana, squat, (60, 5), days=-2)
    row = planned(ana, prescription(load_kind="none", load_kg=None), progression=[ADD_LOAD])
    assert told(ana, row) == ("62.5 kg", "Up 2.5 kg: every set reached its target.")
    make_gym(ana)
    assert told(ana, row) == ("70 kg", "Up 10 kg: every set reached its target.")
    make_gym(ana, name="Club", bars=[("barbell", 20)], plates=plates_of({20: 4, 0.5: 4}))
    assert told(ana, row) == ("62 kg", "Up 2 kg: every set reached its target.")


def test_a_wave_is_worked_out_from_what_the_last_one_left(ana, squat):
    make_workout(ana, squat, (100, 5), days=-9)
    rebuild_records(trainee_id=ana.pk, exercise_ids=[squat.pk])
    meant = prescription(load_kind="percent_1rm", load_kg=None, load_percent=80)
    first = planned(ana, meant, progression=[WAVE], wave=1)
    item = started(ana, first)
    assert (item.training_max_kg, item.wave) == (Decimal("105.000"), 1)
    assert item.reason.startswith("By a training max of 105 kg, nine tenths of")
    row = item.sets.get()
    assert row.target_load_kg == Decimal("82.5")
    logbook.log_set(set=row, at=NOON, load=Decimal("82.5"), reps=5)
    again = started(ana, planned(ana, meant, progression=[WAVE], wave=1), days=2)
    assert again.training_max_kg == 105
    logbook.log_set(set=again.sets.get(), at=NOON, load=Decimal("82.5"), reps=5)
    later = started(ana, planned(ana, meant, progression=[WAVE], wave=3), days=7)
    assert later.training_max_kg == Decimal("107.5")
    assert later.reason == (
        "Training max up 2.5 kg to 107.5 kg: every set of the last wave reached its target."
    )


def test_a_swapped_exercise_says_whose_place_it_takes(ana, squat):
    item = started(ana, planned(ana, prescription()))
    swapped = logbook.swap_exercise(item=item, exercise=make_exercise("front-squat"))
    assert swapped.reason == "In place of Back squat: the rest stays, with a weight of its own."
    assert logbook.swap_exercise(item=swapped, exercise=squat).reason == ""


def test_somebody_who_reads_pounds_has_them_from_plates_in_kilograms(ana, squat):
    make_gym(ana)
    ana.profile.change(load_unit="lb")
    load, why = told(ana, planned(ana, prescription(load_kg=61)))
    assert (load, why[-48:]) == ("132.28 lb", "lb. Rounded to 132.28 lb: what your plates make.")
