"""Published values, each with its source, against what the product makes of them."""

from decimal import Decimal

from conftest import NOON
from fitapp.lib.units import KG_PER_LB
from training.formulas import e1rm_kg, percent_of_1rm
from training.models import TraineeWeekMuscle
from training.tests.check_values import rows_of
from training.tests.log import make_exercise, make_item, make_session, make_sets
from training.weeks import monday_of, rebuild_weeks

D = Decimal


def given(row):
    """ "w=100 r=5" as numbers."""
    return {name: D(value) for name, value in (one.split("=") for one in row["inputs"].split())}


def is_close(found, row):
    return abs(D(found) - D(row["expected"])) <= D(row["tolerance"])


@rows_of("e1rm_epley")
def test_the_estimated_max_is_epleys(row):
    said = given(row)
    assert is_close(e1rm_kg(said["w"], int(said["r"])), row)


@rows_of("rpe_pct_1rm")
def test_the_share_of_the_max_at_an_rpe_is_that_of_the_chart(row):
    said = given(row)
    assert is_close(percent_of_1rm(int(said["reps"]), said["rpe"]), row)


@rows_of("e1rm_rpe")
def test_the_max_by_reps_and_rpe_is_that_of_the_chart(row):
    said = given(row)
    percent = percent_of_1rm(int(said["reps"]), said["rpe"])
    assert is_close(said["w"] * 100 / percent, row)


@rows_of("kg_per_lb")
def test_a_pound_is_what_it_is_by_definition(row):
    assert is_close(D(225) * KG_PER_LB, row)


@rows_of("fractional_sets")
def test_a_set_counts_for_each_muscle_by_its_share(ana, row):
    bench = make_exercise("bench-press", muscles={"chest": "1", "triceps": "0.5"})
    pushdown = make_exercise("pushdown", muscles={"triceps": "1"})
    session = make_session(ana)
    make_sets(make_item(session, bench), *[(60, 8)] * 4)
    make_sets(make_item(session, pushdown), *[(20, 12)] * 3)
    rebuild_weeks(trainee_id=ana.pk, weeks=[monday_of(NOON.date())])
    assert is_close(TraineeWeekMuscle.objects.get(muscle="triceps").sets, row)
