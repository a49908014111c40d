"""A program is written and read as one document."""

from datetime import timedelta
from decimal import Decimal

import pytest
from rest_framework.exceptions import ValidationError

from conftest import NOON
from fitapp.lib.api import sentences
from training.documents import (
    CannotCopy,
    ProgramHasChanged,
    copy_program,
    create_program,
    read_document,
    workout_documents,
    write_document,
)
from training.models import Assignment, Block, Exercise, Program, SetPrescription
from training.tests.programs import (
    BENCH,
    PLANK,
    ROW,
    SQUAT,
    block_of,
    group_of,
    item_of,
    make_exercise,
    make_exercises,
    program_of,
    set_of,
    workout_of,
)

LATER = NOON + timedelta(hours=1)
RULE = {
    "axis": "load",
    "step": 2.5,
    "when": "top_of_range",
    "max_rpe": 8,
    "ceiling": 140,
    "on_ceiling": "stop",
    "on_fail": "reduce",
    "fail_after": 3,
    "fail_percent": 5,
    "wave": [0, 2.5, 5],
}


@pytest.fixture(autouse=True)
def library(db):
    make_exercises()


@pytest.fixture
def program(cole):
    return create_program(owner=cole, document=program_of(), at=NOON)


def written(program):
    return read_document(Program.objects.get(pk=program.pk).current())


def assign(program, trainee):
    return Assignment.objects.create(
        trainee=trainee,
        version=program.current(),
        program_name=program.name,
        starts_on=NOON.date(),
        created_at=NOON,
    )


def errors_of(document, *, by, program=None):
    program = program or create_program(owner=by, document=program_of(blocks=[]), at=NOON)
    with pytest.raises(ValidationError) as raised:
        write_document(program=program, document=document, by=by, at=LATER)
    return sentences(raised.value.detail)


def test_what_is_written_is_read_again(cole):
    everything = program_of(
        summary="Eight weeks.",
        goal="strength",
        level="intermediate",
        blocks=[
            block_of(
                cycles=3,
                cycle_days=8,
                workouts=[
                    workout_of(
                        day=3,
                        notes="Warm up well.",
                        groups=[
                            {
                                "kind": "superset",
                                "rounds": 3,
                                "rest_s": 90,
                                "interval_s": None,
                                "time_cap_s": 600,
                                "items": [
                                    {
                                        "exercise": BENCH,
                                        "name": "Bench press",
                                        "tempo": [3, 1, "X", 0],
                                        "notes": "Elbows in.",
                                        "video_url": "https://example.com/bench",
                                        "warm_up": "auto",
                                        "progression": [RULE],
                                        "sets": [
                                            {
                                                "kind": "amrap",
                                                "side": "left",
                                                "reps_min": 5,
                                                "reps_max": None,
                                                "duration_s": 30,
                                                "distance_m": 20.5,
                                                "load_kind": "percent_1rm",
                                                "load_kg": 45.359,
                                                "load_unit": "lb",
                                                "load_percent": 72.5,
                                                "rpe": 8.5,
                                                "rest_s": 180,
                                            }
                                        ],
                                    }
                                ],
                            }
                        ],
                    )
                ],
            )
        ],
    )
    program = create_program(owner=cole, document=everything, at=NOON)
    read = written(program)
    assert read == everything | {
        "id": str(program.pk),
        "version": 1,
        "updated_at": NOON.isoformat(),
        "is_public": False,
    }
    assert SetPrescription.objects.get().load_kg == Decimal("45.359")


def test_what_is_left_out_gets_its_default(cole):
    program = create_program(
        owner=cole, document=program_of(blocks=[{"name": "A", "workouts": []}]), at=NOON
    )
    assert written(program)["blocks"] == [
        {"name": "A", "cycles": 1, "cycle_days": 7, "workouts": []}
    ]


def test_every_wrong_place_is_named_at_once(cole):
    document = program_of(
        goal="glory",
        blocks=[
            block_of(
                workouts=[
                    workout_of(),
                    workout_of(
                        name="",
                        groups=[
                            group_of(
                                item_of(),
                                item_of(),
                                {
                                    "exercise": ROW,
                                    "wieght": 3,
                                    "tempo": [1, 2],
                                    "progression": [RULE | {"step": 0}],
                                    "sets": [
                                        set_of(reps_min=8, reps_max=5),
                                        set_of(rpe=11),
                                        set_of(load_kg=None),
                                        set_of(load_kind="percent_1rm"),
                                        set_of(load_kind="rpe"),
                                        set_of(load_kg=-5),
                                    ],
                                },
                            )
                        ],
                    ),
                ]
            )
        ],
    )
    item = "blocks.0.workouts.1.groups.0.items.2"
    assert set(errors_of(document, by=cole)) == {
        "goal",
        "blocks.0.workouts.1.name",
        f"{item}.wieght",
        f"{item}.tempo",
        f"{item}.progression.0.step",
        f"{item}.sets.0.reps_max",
        f"{item}.sets.1.rpe",
        f"{item}.sets.2.load_kg",
        f"{item}.sets.3.load_percent",
        f"{item}.sets.4.rpe",
        f"{item}.sets.5.load_kg",
    }


@pytest.mark.parametrize(
    ("blocks", "place"),
    [
        ([block_of()] * 27, "blocks"),
        ([block_of(workouts=[workout_of()] * 29)], "blocks.0.workouts"),
        ([block_of(cycles=53)], "blocks.0.cycles"),
        ([block_of(cycles=52), block_of(cycles=52), block_of(cycles=1)], "blocks"),
        ([block_of(cycle_days=5, workouts=[workout_of(day=6)])], "blocks.0.workouts.0.day"),
        (
            [block_of(workouts=[workout_of(groups=[group_of()] * 31)])],
            "blocks.0.workouts.0.groups",
        ),
        (
            [block_of(workouts=[workout_of(groups=[group_of(*[item_of()] * 11)])])],
            "blocks.0.workouts.0.groups.0.items",
        ),
        (
            [block_of(workouts=[workout_of(groups=[{"items": []}])])],
            "blocks.0.workouts.0.groups.0.items",
        ),
        (
            [block_of(workouts=[workout_of(groups=[group_of(item_of(sets=31))])])],
            "blocks.0.workouts.0.groups.0.items.0.sets",
        ),
        (
            [block_of(workouts=[workout_of(groups=[group_of(item_of(sets=30))] * 30)] * 6)],
            "blocks",
        ),
        ("all of them", "blocks"),
        ([block_of(workouts=[7])], "blocks.0.workouts.0"),
    ],
)
def test_a_program_has_bounds(cole, blocks, place):
    assert set(errors_of(program_of(blocks=blocks), by=cole)) == {place}


def test_steps_of_reps_sets_and_seconds_are_whole(cole):
    rules = [RULE | {"axis": axis, "step": 2.5} for axis in ("reps", "sets", "time")]
    document = program_of(
        blocks=[block_of(workouts=[workout_of(groups=[group_of(item_of(progression=rules))])])]
    )
    assert [path.rpartition("progression.")[2] for path in errors_of(document, by=cole)] == [
        "0.step",
        "1.step",
        "2.step",
    ]


def test_an_exercise_one_cannot_see_is_no_exercise(cole, tess):
    make_exercise("secret-squat", owner=tess, origin=Exercise.Origin.PRIVATE)
    document = program_of(
        blocks=[
            block_of(
                workouts=[
                    workout_of(groups=[group_of(item_of(), item_of("secret-squat"))]),
                    workout_of(groups=[group_of(item_of("no-such-thing"))]),
                ]
            )
        ]
    )
    assert errors_of(document, by=cole) == {
        "blocks.0.workouts.0.groups.0.items.1.exercise": ["There is no exercise “secret-squat”."],
        "blocks.0.workouts.1.groups.0.items.0.exercise": ["There is no exercise “no-such-thing”."],
    }


def test_a_public_program_uses_no_exercise_that_others_cannot_see(cole):
    make_exercise("own-squat", owner=cole, origin=Exercise.Origin.PRIVATE)
    blocks = [block_of(workouts=[workout_of(groups=[group_of(item_of("own-squat"))])])]
    assert create_program(owner=cole, document=program_of(blocks=blocks), at=NOON)
    errors = errors_of(program_of(blocks=blocks, is_public=True), by=cole)
    assert set(errors) == {"is_public"}


def test_nothing_is_left_of_a_program_that_was_refused(cole):
    with pytest.raises(ValidationError):
        create_program(owner=cole, document=program_of(blocks=[block_of(cycles=0)]), at=NOON)
    assert not Program.objects.exists()


def test_a_version_nobody_was_assigned_is_changed_in_place(cole, program):
    document = written(program)
    document["blocks"][0]["name"] = "Heavier"
    version = write_document(program=program, document=document, by=cole, at=LATER)
    assert version.number == 1
    assert program.versions.count() == 1
    assert Block.objects.get().name == "Heavier"
    assert program.updated_at == LATER


def test_an_assigned_version_is_followed_by_a_new_one(cole, ana, program):
    assignment = assign(program, ana)
    before = written(program)
    document = written(program)
    document["blocks"][0]["workouts"][0]["groups"][0]["items"][0]["sets"][0]["load_kg"] = 90
    version = write_document(program=program, document=document, by=cole, at=LATER)
    assert (version.number, version.created_by) == (2, cole)
    assert read_document(assignment.version)["blocks"] == before["blocks"]
    assert written(program)["blocks"] == document["blocks"]


def test_a_new_name_is_no_new_version(cole, ana, program):
    assign(program, ana)
    document = written(program) | {"name": "Stronger"}
    assert write_document(program=program, document=document, by=cole, at=LATER).number == 1
    assert Program.objects.get().name == "Stronger"


def test_saving_what_is_there_changes_nothing(cole, ana, program):
    assign(program, ana)
    before = written(program)
    row = Block.objects.get().pk
    assert write_document(program=program, document=before, by=cole, at=LATER).number == 1
    assert written(program) == before
    assert Block.objects.get().pk == row


def test_a_change_to_what_has_changed_since_is_refused(cole, program):
    mine, theirs = written(program), written(program)
    write_document(program=program, document=mine | {"name": "Mine"}, by=cole, at=LATER)
    with pytest.raises(ProgramHasChanged):
        write_document(program=program, document=theirs | {"name": "Theirs"}, by=cole, at=LATER)
    assert Program.objects.get().name == "Mine"


def test_two_saves_at_one_instant_are_told_apart(cole, program):
    mine = written(program)
    write_document(program=program, document=mine | {"name": "Mine"}, by=cole, at=NOON)
    with pytest.raises(ProgramHasChanged):
        write_document(program=program, document=mine | {"name": "Other"}, by=cole, at=NOON)


def test_a_document_of_another_version_is_refused(cole, ana, program):
    document = written(program)
    del document["updated_at"]
    with pytest.raises(ProgramHasChanged):
        write_document(
            program=program, document=document | {"version": 7, "name": "New"}, by=cole, at=LATER
        )


def test_a_document_stays_with_its_program(cole, program):
    other = create_program(owner=cole, document=program_of("Other"), at=NOON)
    assert set(errors_of(written(other), by=cole, program=program)) == {"id"}


def test_an_exercise_that_went_out_of_sight_may_stay(cole, tess, program):
    Exercise.objects.filter(slug=SQUAT).update(owner=tess, origin=Exercise.Origin.PRIVATE)
    document = written(program) | {"name": "Renamed"}
    assert write_document(program=program, document=document, by=cole, at=LATER)


def test_workouts_come_in_the_order_they_are_trained(cole):
    document = program_of(
        blocks=[
            block_of("One", cycles=2, workouts=[workout_of("B", 4), workout_of("A", 1)]),
            block_of("Two", cycles=1, cycle_days=3, workouts=[workout_of("C", 3)]),
            block_of("Three", cycles=1, workouts=[workout_of("D", 1)]),
        ]
    )
    program = create_program(owner=cole, document=document, at=NOON)
    assert [
        (one["block"], one["cycle"], one["day"], one["workout"]["name"])
        for one in workout_documents(program.current())
    ] == [
        ("One", 1, 1, "A"),
        ("One", 1, 4, "B"),
        ("One", 2, 8, "A"),
        ("One", 2, 11, "B"),
        ("Two", 3, 17, "C"),
        ("Three", 4, 18, "D"),
    ]


def big(*, workouts, items):
    groups = [group_of(item_of(progression=[RULE]), item_of(PLANK)) for _ in range(items)]
    return program_of(
        blocks=[block_of(workouts=[workout_of(day=d + 1, groups=groups) for d in range(workouts)])]
    )


@pytest.mark.parametrize("size", [{"workouts": 1, "items": 1}, {"workouts": 6, "items": 6}])
def test_reading_costs_the_same_whatever_the_size(cole, size, django_assert_num_queries):
    program = create_program(owner=cole, document=big(**size), at=NOON)
    version = program.current()
    with django_assert_num_queries(6):
        read_document(version)


@pytest.mark.parametrize("size", [{"workouts": 1, "items": 1}, {"workouts": 6, "items": 6}])
def test_writing_takes_few_queries_whatever_the_size(cole, size, django_assert_max_num_queries):
    document = big(**size)
    program = create_program(owner=cole, document=document, at=NOON)
    document["blocks"][0]["name"] = "Other"
    with django_assert_max_num_queries(36):
        write_document(program=program, document=document, by=cole, at=LATER)


def test_a_copy_says_the_same_and_is_private(cole, sam):
    original = create_program(owner=cole, document=program_of(is_public=True), at=NOON)
    copy = copy_program(program=original, by=sam, at=LATER)
    assert (copy.owner, copy.is_public, copy.copied_from, copy.name) == (
        sam,
        False,
        original,
        "Strength",
    )
    assert written(copy)["blocks"] == written(original)["blocks"]


def test_a_copy_beside_the_original_says_that_it_is_one(cole, program):
    assert copy_program(program=program, by=cole, at=LATER).name == "Strength, copy"


def test_a_program_with_somebody_elses_exercises_cannot_be_copied(cole, sam, program):
    Exercise.objects.filter(slug=SQUAT).update(owner=cole, origin=Exercise.Origin.PRIVATE)
    with pytest.raises(CannotCopy):
        copy_program(program=program, by=sam, at=LATER)
    assert Program.objects.count() == 1
