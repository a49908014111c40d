"""From a file to a log: what is there afterwards, and what is there once only."""

import csv
from datetime import UTC, date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from conftest import NOON
from metrics.integrations import imports
from metrics.integrations.models import ExerciseAlias, Import, ImportedSession
from training.models import Exercise, LoadMode, Record, Session, Set, TraineeWeek

pytestmark = pytest.mark.usefixtures("library")


def sets_of(name):
    return list(Set.objects.filter(item__exercise__slug=name).in_order())


def test_sessions_items_and_sets_are_in_the_log(ana, bring_in):
    source = bring_in("strong_comma.csv")
    assert source.state == Import.State.APPLIED
    push, run = Session.objects.filter(trainee=ana).order_by("started_at")
    assert (push.name, push.note, push.day) == ("Push, early", "Slept well", date(2024, 7, 5))
    assert push.started_at == datetime(2024, 7, 5, 7, 30, tzinfo=UTC)
    assert push.finished_at == datetime(2024, 7, 5, 8, 35, tzinfo=UTC)
    bench = push.items.get(position=0)
    assert bench.name == "Barbell bench press"
    assert bench.note == "Pause on\nthe chest"
    assert bench.rest_s == 180
    kinds = [(one.kind, one.load_kg, one.reps, one.rpe) for one in bench.sets.in_order()]
    assert kinds == [
        ("warm_up", Decimal("20.000"), 10, None),
        ("work", Decimal("80.000"), 8, Decimal("8.0")),
        ("drop", Decimal("60.000"), 12, Decimal("9.5")),
    ]
    assert run.sets.get().distance_m == Decimal("5200.00")
    assert run.sets.get().duration_s == 1710


def test_the_load_means_what_the_exercise_says(ana, bring_in):
    bring_in("strong_comma.csv")
    pull_ups = sets_of("pull-up")
    assert [(one.load_mode, one.load_kg) for one in pull_ups] == [
        (LoadMode.ADDED, Decimal(0)),
        (LoadMode.ADDED, Decimal(10)),
    ]
    (dip,) = sets_of("assisted-dip-machine")
    assert (dip.load_mode, dip.load_kg) == (LoadMode.ASSISTED, Decimal(30))
    (plank,) = sets_of("plank")
    assert (plank.load_kg, plank.reps, plank.duration_s, plank.kind) == (None, None, 90, "failure")


def test_a_load_below_zero_takes_weight_off(ana, bring_in):
    content = (
        b"Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
        b"2024-07-05 07:30:00,Pull,1h,Pull Up,1,-25,8\n"
    )
    bring_in("negative.csv", content=content)
    (one,) = sets_of("pull-up")
    assert (one.load_mode, one.load_kg) == (LoadMode.ASSISTED, Decimal(25))


def test_pounds_are_kept_as_entered_beside_kilograms(ana, bring_in):
    bring_in("strong_comma.csv", load_unit="lb")
    work = sets_of("barbell-bench-press")[1]
    assert (work.entered_load, work.entered_unit) == (Decimal("80.00"), "lb")
    assert work.load_kg == Decimal("36.287")


def test_the_unit_a_row_names_counts_more_than_the_answer(ana, bring_in):
    bring_in("strong_unit_columns.csv", load_unit="kg")
    (deadlift,) = sets_of("barbell-deadlift")
    assert (deadlift.entered_unit, deadlift.load_kg) == ("lb", Decimal("102.058"))
    run = Set.objects.exclude(distance_m=None).get()
    assert run.distance_m == Decimal("3218.69")


def test_sets_are_spread_over_the_session_and_the_last_one_ends_it(ana, bring_in):
    bring_in("strong_comma.csv")
    push = Session.objects.order_by("started_at").first()
    moments = [one.completed_at for one in push.sets.in_order()]
    assert moments == sorted(set(moments))
    assert moments[0] > push.started_at
    assert moments[-1] == push.finished_at


def test_a_duration_that_cannot_be_true_is_replaced_by_a_guess(ana, bring_in):
    source = bring_in("strong_comma.csv")
    assert source.counts["odd_durations"] == 1
    run = Session.objects.order_by("started_at").last()
    assert (run.finished_at - run.started_at).total_seconds() == 180


def test_local_times_become_instants_where_the_person_trained(ana, bring_in):
    """02:30 on 31 March 2024 was skipped in Berlin, and 02:30 on 27 October came twice."""
    rows = "".join(
        f"{moment},{name},10m,Pull Up,1,0,8\n"
        for moment, name in [
            ("2024-03-31 02:30:00", "Skipped"),
            ("2024-10-27 02:30:00", "Twice"),
            ("2024-07-01 23:50:00", "Past midnight"),
        ]
    )
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
    bring_in("zones.csv", content=(header + rows).encode(), time_zone="Europe/Berlin")
    found = {session.name: session for session in Session.objects.all()}
    assert found["Skipped"].started_at == datetime(2024, 3, 31, 1, 30, tzinfo=UTC)
    assert found["Twice"].started_at == datetime(2024, 10, 27, 0, 30, tzinfo=UTC)
    late = found["Past midnight"]
    assert late.day == date(2024, 7, 1)
    assert late.finished_at.astimezone(ZoneInfo("Europe/Berlin")).day == 2
    assert all(session.finished_at > session.started_at for session in found.values())


def test_records_and_weeks_are_in_line(ana, bring_in):
    bring_in("strong_comma.csv")
    best = Record.objects.standing().get(kind="load", exercise__slug="barbell-bench-press")
    assert best.value == Decimal("80.000")
    (week,) = TraineeWeek.objects.filter(trainee=ana)
    assert (week.week, week.sessions, week.sets) == (date(2024, 7, 1), 2, 7)


def test_an_unknown_name_becomes_an_exercise_of_ones_own(ana, bring_in):
    source = bring_in("strong_unit_columns.csv")
    made = Exercise.objects.get(owner=ana)
    assert (made.name, made.tracking, made.origin) == ("Curl of Champions", "load_reps", "private")
    assert source.counts["made_exercises"] == [made.pk]
    bring_in(
        "again.csv",
        content=b"Date,Exercise Name,Set Order,Weight,Reps\n2024-01-01,curl of champions,1,12,9\n",
    )
    assert Exercise.objects.get(owner=ana).sets.count() == 2


def test_names_that_differ_in_capitals_are_one_exercise(ana, bring_in):
    rows = "".join(f"2024-01-0{day},{name},1,12,9\n" for day, name in ((1, "Zzz"), (2, "ZZZ")))
    content = f"Date,Exercise Name,Set Order,Weight,Reps\n{rows}".encode()
    bring_in("capitals.csv", content=content)
    assert Exercise.objects.get(owner=ana).sets.count() == 2


def test_a_chosen_exercise_is_remembered_for_the_next_file(ana, bring_in, receive):
    curl = Exercise.objects.get(slug="dumbbell-curl")
    bring_in("strong_unit_columns.csv", mapping={"Curl of Champions": str(curl.pk)})
    assert ExerciseAlias.objects.get(user=ana).exercise == curl
    assert not Exercise.objects.filter(owner=ana).exists()
    content = b"Date,Exercise Name,Set Order,Weight,Reps\n2024-01-01,Curl of Champions,1,12,9\n"
    bring_in("again.csv", content=content)
    assert Set.objects.filter(exercise=curl).count() == 2


def test_what_is_left_out_is_not_brought_in(ana, bring_in):
    bring_in("strong_unit_columns.csv", mapping={"Curl of Champions": "leave_out"})
    assert not Exercise.objects.filter(owner=ana).exists()
    assert [session.name for session in Session.objects.all()] == ["Legs"]


def test_a_bad_row_costs_its_set_alone(ana, bring_in):
    source = bring_in("strong_bad_rows.csv")
    assert Set.objects.count() == 1
    assert source.counts["bad_rows"] == 7
    assert source.row_errors[0] == {"row": 2, "why": "“eighty” is no number for weight"}


def test_sending_the_same_file_again_is_the_same_import(ana, receive):
    first = receive("strong_comma.csv")
    assert receive("strong_comma.csv") == first
    assert Import.objects.count() == 1


def test_a_longer_export_adds_only_what_is_new(ana, bring_in):
    rows = [f"2024-07-0{day} 07:30:00,Push,1h,Pull Up,1,0,8\n" for day in range(1, 5)]
    header = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps\n"
    bring_in("first.csv", content=(header + "".join(rows[:3])).encode())
    later = bring_in("later.csv", content=(header + "".join(rows)).encode())
    assert Session.objects.count() == 4
    assert later.counts["new_sessions"] == 1


def test_two_people_may_import_the_same_file(ana, sam, bring_in):
    bring_in("strong_comma.csv")
    bring_in("strong_comma.csv", user=sam)
    assert Session.objects.filter(trainee=sam).count() == 2
    assert Session.objects.filter(trainee=ana).count() == 2


def test_it_waits_for_the_unit(ana, receive):
    source = receive("strong_comma.csv")
    with pytest.raises(imports.UnitNotKnown, match="kg or lb"):
        imports.apply(source, at=NOON)


def test_it_is_applied_once(ana, bring_in):
    source = bring_in("strong_comma.csv")
    with pytest.raises(imports.ImportNotWaiting):
        imports.apply(source, at=NOON)
    with pytest.raises(imports.ImportNotWaiting):
        imports.set_mapping(source, load_unit="lb")


def test_a_mapping_must_fit_the_file_and_the_person(ana, sam, receive):
    source = receive("strong_comma.csv")
    with pytest.raises(imports.NameNotInFile):
        imports.set_mapping(source, mapping={"Handstand": "own"})
    private = Exercise.objects.create(
        owner=sam, origin="private", slug="sams", name="Sam's", tracking="reps", level="beginner"
    )
    with pytest.raises(imports.NoSuchExercise):
        imports.set_mapping(source, mapping={"Plank": str(private.pk)})


def test_a_real_history_arrives_whole_and_counts_once(ana, bring_in, shared_data):
    """129 workouts and 2,078 sets of a real lifter, counted here with the csv module alone."""
    path = shared_data / "logs" / "strong.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    sessions = {(row["Date"], row["Workout Name"]) for row in rows}
    source = bring_in("strong.csv", content=path.read_bytes())
    assert Session.objects.filter(trainee=ana).count() == len(sessions) == 129
    assert Set.objects.filter(trainee=ana).count() == len(rows) == 2078
    assert source.counts["new_sets"] == 2078
    assert source.counts["heaviest"] == "180"
    heaviest = max(
        Decimal(row["Weight"]) for row in rows if row["Exercise Name"] == "Bench Press (Barbell)"
    )
    record = Record.objects.standing().get(kind="load", exercise__slug="barbell-bench-press")
    assert record.value == heaviest
    weeks = TraineeWeek.objects.filter(trainee=ana)
    assert sum(week.sessions for week in weeks) == 129
    assert sum(week.sets for week in weeks) == 2078
    assert not Exercise.objects.filter(owner=ana).exists()
    again = bring_in("again.csv", content=path.read_bytes() + b"\n")
    assert again != source
    assert again.counts["new_sessions"] == 0
    assert Session.objects.count() == 129
    assert ImportedSession.objects.count() == 129
