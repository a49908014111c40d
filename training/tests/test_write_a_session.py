from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest

from conftest import NOON
from fitapp.lib.ids import IdTaken, derived, uuid7
from training import logbook
from training.models import PlannedSession, Record, Session, Set, TraineeWeek
from training.models.sessions import SessionFinishesBeforeItStarts
from training.tests.log import (
    document,
    entry,
    group,
    make_exercise,
    make_item,
    make_session,
    make_sets,
    make_workout,
    plan,
    prescription,
)

pytestmark = pytest.mark.django_db


def test_a_planned_session_begins_with_its_sets_and_targets(ana):
    make_exercise("squat")
    make_exercise("row")
    make_exercise("curl")
    planned = plan(
        ana,
        document(
            group(entry("squat", prescription(kind="warm_up", load_kg=60), prescription(rpe=8),
                        tempo=[3, 1, 1, 0], notes="Knees out.")),
            group(entry("row", prescription()), entry("curl", prescription()),
                  kind="superset", rest_s=90),
        ),
    )  # fmt: skip
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    squat, row, curl = session.items.order_by("position")
    assert (session.name, session.day, session.logged_by) == ("Lower A", NOON.date(), None)
    assert (squat.tempo, squat.cue, squat.rest_s, squat.group) == ("3-1-1-0", "Knees out.", 180, 0)
    assert row.group == curl.group == 1
    assert row.group_kind == "superset"
    warm_up, work = squat.sets.order_by("position")
    assert (warm_up.kind, warm_up.target_load_kg) == ("warm_up", 60)
    assert (work.target_load_kg, work.target_reps_min, work.target_rpe) == (100, 5, 8)
    assert not session.sets.done().exists()


def test_starting_twice_is_one_session(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    first = logbook.start_planned(planned=planned, by=ana, at=NOON)
    again = logbook.start_planned(planned=planned, by=ana, at=NOON + timedelta(minutes=1))
    assert first == again
    assert Set.objects.count() == 1


def test_the_ids_of_a_planned_session_follow_from_the_plan(ana):
    make_exercise("squat")
    two = group(entry("squat", prescription(), prescription()))
    planned = plan(ana, document(two, two))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    assert session.pk == derived(planned.pk, "session")
    items = list(session.items.order_by("position"))
    assert [item.pk for item in items] == [derived(session.pk, "item", n) for n in range(2)]
    for item in items:
        rows = item.sets.order_by("position")
        assert [row.pk for row in rows] == [derived(item.pk, "set", m) for m in range(2)]


def test_a_planned_session_begins_where_somebody_took_its_id(ana, cole):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    logbook.start_free(trainee=cole, by=cole, at=NOON, id=derived(planned.pk, "session"))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    assert (session.trainee, session.sets.count()) == (ana, 1)


def test_ids_beneath_that_somebody_took_are_refused(ana, cole):
    squat = make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    taken = derived(derived(planned.pk, "session"), "item", 0)
    theirs = logbook.start_free(trainee=cole, by=cole, at=NOON)
    logbook.add_exercise(session=theirs, exercise=squat, id=taken)
    with pytest.raises(IdTaken):
        logbook.start_planned(planned=planned, by=ana, at=NOON)
    assert not Session.objects.filter(trainee=ana).exists()


def test_a_client_may_choose_the_id_and_those_beneath_follow_from_it(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    own = uuid7()
    session = logbook.start_planned(planned=planned, by=ana, at=NOON, id=own)
    assert (session.pk, session.items.get().pk) == (own, derived(own, "item", 0))


def test_a_missed_session_done_after_all_is_no_longer_missed(ana):
    planned = plan(ana, document())
    PlannedSession.objects.update(missed_at=NOON)
    logbook.start_planned(planned=planned, by=ana, at=NOON)
    planned.refresh_from_db()
    assert planned.missed_at is None


def test_targets_follow_the_last_performance(ana):
    squat = make_exercise("squat")
    rule = {
        "axis": "load", "step": 2.5, "when": "all_sets", "max_rpe": None, "ceiling": None,
        "on_ceiling": "stop", "on_fail": "hold",
    }  # fmt: skip
    make_sets(
        make_item(make_session(ana, days=-7), squat),
        (100, 5),
        target_load_kg=100,
        target_reps_min=5,
        target_reps_max=5,
    )
    planned = plan(ana, document(group(entry("squat", prescription(), progression=[rule]))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    item = session.items.get()
    assert item.sets.get().target_load_kg == Decimal("102.5")
    assert "2.5 kg" in item.reason


def test_percentages_come_from_the_estimated_maximum(ana):
    squat = make_exercise("squat")
    make_workout(ana, squat, (100, 1), days=-7)
    row = Set.objects.get()
    logbook.log_set(set=row, at=NOON, load=Decimal(100), reps=1)
    planned = plan(
        ana,
        document(
            group(
                entry("squat", prescription(load_kind="percent_1rm", load_kg=None, load_percent=80))
            )
        ),
    )
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    assert session.sets.get().target_load_kg == 80


def test_help_on_bodyweight_is_a_load_taken_off(ana):
    make_exercise("pull-up", "bodyweight_reps")
    helped = prescription(load_kind="bodyweight", load_kg=-20)
    planned = plan(ana, document(group(entry("pull-up", helped))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    row = session.sets.get()
    assert (row.load_mode, row.target_load_kg) == ("assisted", 20)


def test_rounds_repeat_the_sets_of_a_circuit(ana):
    make_exercise("squat")
    circuit = group(entry("squat", prescription()), kind="circuit", rounds=3)
    session = logbook.start_planned(planned=plan(ana, document(circuit)), by=ana, at=NOON)
    assert session.sets.count() == 3


def test_an_exercise_that_is_gone_keeps_its_name_and_its_sets(ana):
    planned = plan(ana, document(group(entry("gone", prescription(), name="Old press"))))
    item = logbook.start_planned(planned=planned, by=ana, at=NOON).items.get()
    assert (item.name, item.exercise, item.sets.count()) == ("Old press", None, 1)


def test_deleting_the_plan_leaves_the_history(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    planned.assignment.delete()
    session.refresh_from_db()
    assert session.planned is None
    assert session.sets.count() == 1


def test_a_trainer_who_logs_is_named(ana, cole):
    session = logbook.start_free(trainee=ana, by=cole, at=NOON)
    assert (session.trainee, session.logged_by) == (ana, cole)
    assert session.can_be_edited_by(cole)


def test_the_same_id_sent_twice_is_one_session(ana):
    chosen = uuid4()
    for _ in range(2):
        logbook.start_free(trainee=ana, by=ana, at=NOON, id=chosen)
    assert Session.objects.get().pk == chosen


def test_an_exercise_comes_with_as_many_sets_as_last_time(ana):
    squat = make_exercise()
    make_workout(ana, squat, *[(100, 5)] * 5, days=-7)
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    assert logbook.add_exercise(session=session, exercise=squat).sets.count() == 5


def test_two_a_day_and_past_midnight_belong_to_the_day_they_began(ana):
    ana.profile.time_zone = "Europe/Berlin"
    late = datetime(2026, 3, 1, 22, 45, tzinfo=UTC)  # 23:45 on a Sunday in Berlin
    squat = make_exercise()
    for start in (late - timedelta(hours=6), late):
        session = logbook.start_free(trainee=ana, by=ana, at=start)
        item = logbook.add_exercise(session=session, exercise=squat)
        logbook.log_set(
            set=item.sets.first(), at=start + timedelta(minutes=40), load=Decimal(100), reps=5
        )
        logbook.finish_session(session=session, at=start + timedelta(minutes=50))
    assert {session.day for session in Session.objects.all()} == {date(2026, 3, 1)}
    week = TraineeWeek.objects.get()
    assert (week.week, week.sessions, week.duration_s) == (date(2026, 2, 23), 2, 6000)


def test_a_session_put_to_another_day_takes_its_sets_records_and_weeks_along(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=make_exercise())
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    earlier = NOON - timedelta(days=7)
    logbook.edit_session(
        session=session,
        name="Squats",
        started_at=earlier,
        finished_at=earlier + timedelta(hours=1),
        rpe=None,
        note="",
    )
    assert TraineeWeek.objects.get().week == date(2026, 2, 23)
    assert Record.objects.get(kind="load").achieved_at == earlier
    with pytest.raises(SessionFinishesBeforeItStarts):
        logbook.edit_session(
            session=session,
            name="Squats",
            started_at=NOON,
            finished_at=earlier,
            rpe=None,
            note="",
        )


def test_deleting_a_session_heals_records_and_weeks_and_opens_the_plan(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    logbook.log_set(set=session.sets.get(), at=NOON, load=Decimal(100), reps=5)
    logbook.delete_session(session=session)
    assert not Record.objects.exists()
    assert not TraineeWeek.objects.exists()
    assert list(PlannedSession.objects.open()) == [planned]


def test_a_swap_keeps_reps_as_targets_but_not_the_load(ana):
    make_exercise("squat")
    planned = plan(ana, document(group(entry("squat", prescription()))))
    session = logbook.start_planned(planned=planned, by=ana, at=NOON)
    item = session.items.get()
    swapped = logbook.swap_exercise(item=item, exercise=make_exercise("leg-press"))
    row = swapped.sets.get()
    assert swapped.pk == item.pk
    assert (swapped.name, swapped.planned_exercise.slug) == ("Leg press", "squat")
    assert swapped.was_swapped
    assert (row.exercise.slug, row.target_reps_min, row.target_load_kg) == ("leg-press", 5, None)


def test_a_swap_in_the_middle_leaves_what_is_done(ana):
    squat, curl = make_exercise("squat"), make_exercise("curl")
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=squat)
    logbook.add_exercise(session=session, exercise=curl)
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    rest = logbook.swap_exercise(item=item, exercise=make_exercise("leg-press"))
    done, *others = session.items.order_by("position", "pk")
    assert [done.name, *[other.name for other in others]] == ["Squat", "Leg press", "Curl"]
    assert rest == others[0]
    assert (done.sets.count(), rest.sets.count()) == (1, 2)
    assert Record.objects.filter(exercise=squat).exists()


def test_a_swap_taken_back_brings_what_is_done_together_again(ana):
    squat, press = make_exercise("squat"), make_exercise("leg-press")
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=squat)
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    logbook.swap_exercise(item=item, exercise=press)
    logbook.swap_exercise(item=item, exercise=squat)
    assert session.items.get().sets.count() == 3
    assert session.items.get().exercise == squat


def test_what_is_all_done_is_swapped_for_one_set_more(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=make_exercise("squat"), set_count=1)
    logbook.log_set(set=item.sets.get(), at=NOON, load=Decimal(100), reps=5)
    rest = logbook.swap_exercise(item=item, exercise=make_exercise("leg-press"))
    assert not rest.sets.get().is_done
    assert session.sets.done().get().item.name == "Squat"


def test_skipping_can_be_taken_back_and_ends_with_the_first_set(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=make_exercise())
    logbook.skip_exercise(item=item, at=NOON)
    item.refresh_from_db()
    assert item.skipped_at == NOON
    logbook.unskip_exercise(item=item)
    logbook.skip_exercise(item=item, at=NOON)
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    item.refresh_from_db()
    assert item.skipped_at is None


def test_exercises_change_places(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    for slug in ("a", "b", "c"):
        logbook.add_exercise(session=session, exercise=make_exercise(slug))
    logbook.move_exercise(item=session.items.get(name="C"), to=0)
    names = session.items.order_by("position").values_list("name", flat=True)
    assert list(names) == ["C", "A", "B"]


def test_an_exercise_with_sets_done_is_not_removed_by_the_way(ana):
    session = logbook.start_free(trainee=ana, by=ana, at=NOON)
    item = logbook.add_exercise(session=session, exercise=make_exercise())
    logbook.log_set(set=item.sets.first(), at=NOON, load=Decimal(100), reps=5)
    with pytest.raises(logbook.ExerciseHasDoneSets):
        logbook.remove_exercise(item=item)
    logbook.delete_set(set=item.sets.done().get())
    logbook.remove_exercise(item=item)
    assert not session.items.exists()
