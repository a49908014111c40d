"""Strong's exports as they come, in every variant, and as they should not come."""

import csv
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from metrics.integrations.formats import strong
from metrics.integrations.formats.tables import MAX_BYTES, MAX_ROWS, TooLarge, Unreadable

FILES = Path(__file__).parent / "files"
TODAY = date(2026, 3, 2)
HEADER = "Date,Workout Name,Duration,Exercise Name,Set Order,Weight,Reps,Distance,Seconds\n"


def read(name):
    return strong.read((FILES / name).read_bytes(), today=TODAY)


def only_set(row):
    return strong.read((HEADER + row).encode(), today=TODAY).workouts[0].exercises[0].sets[0]


def test_the_comma_variant_tells_sets_from_rests_and_notes():
    export = read("strong_comma.csv")
    assert (export.row_count, len(export.workouts), export.set_count) == (10, 2, 8)
    assert export.not_sets == {"Rest Timer": 1, "Note": 1}
    assert export.bad_rows == []
    push, run = export.workouts
    assert (push.name, push.note, push.duration_s) == ("Push, early", "Slept well", 3900)
    bench = push.exercises[0]
    assert [one.kind for one in bench.sets] == ["warm_up", "work", "drop"]
    assert bench.notes == ["Pause on\nthe chest"]
    assert bench.rest_s == 180
    assert bench.sets[2].rpe == Decimal("9.5")
    assert push.exercises[-1].sets[0].kind == "failure"
    assert run.exercises[0].notes == ["Windy"]
    assert run.duration_s == (264 * 60 + 1) * 60


def test_the_comma_variant_asks_for_the_units_it_does_not_say():
    export = read("strong_comma.csv")
    assert export.asks_load_unit
    assert export.asks_distance_unit


def test_the_variant_of_2025_has_no_notes_and_decimals_everywhere():
    export = read("strong_2025_ios.csv")
    squat = export.workouts[0].exercises[0]
    assert [(one.load, one.reps, one.rpe) for one in squat.sets] == [
        (Decimal("100.0"), 5, Decimal("8.0")),
        (Decimal("102.5"), 5, None),
    ]
    assert squat.rest_s == 240


def test_unit_columns_hold_for_their_row():
    export = read("strong_unit_columns.csv")
    sets = [one for w in export.workouts for e in w.exercises for one in e.sets]
    assert [one.load_unit for one in sets] == ["lb", "", "kg"]
    assert sets[1].distance_unit == "mi"
    assert not export.asks_load_unit
    assert not export.asks_distance_unit


def test_the_semicolon_variant_has_decimal_commas_and_units_in_its_header():
    export = read("strong_semicolon.csv")
    morning = export.workouts[0]
    assert (morning.duration_s, morning.note) == (3900, "Good; very good")
    assert morning.exercises[0].sets[0].load == Decimal("72.5")
    assert morning.exercises[0].sets[0].load_unit == "kg"
    assert morning.exercises[1].sets[0].distance == Decimal("40.5")
    assert morning.exercises[1].sets[0].distance_unit == "m"


def test_two_workouts_of_one_minute_are_told_apart_by_their_number():
    first, second = read("strong_semicolon.csv").workouts
    assert first.key != second.key


def test_french_headers_and_marks_are_understood():
    export = read("strong_french.csv")
    assert (len(export.workouts), export.set_count) == (1, 2)
    assert export.not_sets == {"Minuteur de repos": 1}
    assert export.workouts[0].exercises[0].name == "Développé couché"


def test_every_bad_row_is_named_with_its_reason_and_the_good_ones_stay():
    export = read("strong_bad_rows.csv")
    assert export.set_count == 1
    assert [(bad.row, bad.why) for bad in export.bad_rows] == [
        (2, "“eighty” is no number for weight"),
        (3, "“05/07/2024 07:30” is no date like 2024-07-05 07:30:00"),
        (4, "the date 2124-07-05 is in the future"),
        (5, "“X” is no set: a number, W, D or F was expected"),
        (6, "8.5 is not possible for repetitions"),
        (7, "11 is not possible for RPE"),
        (8, "there is no name of an exercise"),
    ]


def test_one_bad_row_among_nine_hundred_costs_one_set():
    good = "2024-07-05 07:30:00,Push,1h,Bench Press (Barbell),1,80,8,0,0\n"
    bad = "2024-07-05 07:30:00,Push,1h,Bench Press (Barbell),1,80,many,0,0\n"
    export = strong.read((HEADER + good * 898 + bad + good).encode(), today=TODAY)
    assert export.set_count == 899
    assert [(row.row, row.why) for row in export.bad_rows] == [
        (900, "“many” is no number for repetitions")
    ]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b",,\n,,\n", "empty"),
        (b'""', "empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "not a text file"),
        (b"Name,Age\nAna,31\n", "does not look like an export of Strong"),
        (b'"title","start_time","reps"\n', "does not look like an export of Strong"),
    ],
)
def test_what_is_no_export_is_refused_with_a_sentence(content, says):
    with pytest.raises(Unreadable, match=says):
        strong.read(content, today=TODAY)


def test_a_file_past_the_limits_is_refused():
    with pytest.raises(TooLarge, match="5 MB"):
        strong.read(b"x" * (MAX_BYTES + 1), today=TODAY)
    row = "2024-07-05 07:30:00,P,1h,Plank,1,0,8,0,0\n"
    with pytest.raises(TooLarge, match="50,000 rows"):
        strong.read((HEADER + row * (MAX_ROWS + 1)).encode(), today=TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_the_encoding_does_not_matter(encoding):
    text = HEADER + "2024-07-05 07:30:00,Früh,1h,Kreuzheben,1,80,8,0,0\n"
    assert strong.read(text.encode(encoding), today=TODAY).workouts[0].name == "Früh"


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [("1h 5m", 3900), ("57m", 3420), ("45s", 45), ("2 Std. 5 Min.", 7500), ("3900", 3900), ("", 0)],
)
def test_durations_are_read_in_all_their_forms(duration, seconds):
    text = HEADER + f"2024-07-05 07:30:00,A,{duration},Plank,1,0,8,0,0\n"
    assert strong.read(text.encode(), today=TODAY).workouts[0].duration_s == seconds


@pytest.mark.parametrize(
    ("written", "load"),
    [('"72,5"', "72.5"), ('"1,072.5"', "1072.5"), ('"1.072,5"', "1072.5"), ("-20", "-20")],
)
def test_numbers_are_read_with_point_or_comma(written, load):
    assert only_set(f"2024-07-05 07:30:00,A,1h,Dip,1,{written},8,0,0\n").load == Decimal(load)


def test_an_exercise_that_comes_back_later_in_the_workout_is_its_own_entry():
    rows = "".join(
        f"2024-07-05 07:30:00,A,1h,{name},1,20,8,0,0\n" for name in ("Curl", "Dip", "Curl")
    )
    workout = strong.read((HEADER + rows).encode(), today=TODAY).workouts[0]
    assert [exercise.name for exercise in workout.exercises] == ["Curl", "Dip", "Curl"]


def test_a_real_history_is_read_whole(shared_data):
    """129 workouts and 2,078 sets of a real lifter, counted here with the csv module alone."""
    path = shared_data / "logs" / "strong.csv"
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    sessions = {(row["Date"], row["Workout Name"]) for row in rows}
    assert (len(sessions), len(rows)) == (129, 2078)
    export = strong.read(path.read_bytes(), today=TODAY)
    assert (len(export.workouts), export.set_count) == (len(sessions), len(rows))
    assert export.bad_rows == []
    lifted = sum(Decimal(row["Weight"]) * int(row["Reps"]) for row in rows)
    sets = [one for w in export.workouts for e in w.exercises for one in e.sets]
    assert sum(one.load * one.reps for one in sets) == lifted
