from datetime import UTC, datetime, timedelta

import pytest

from conftest import NOON
from training import logbook
from training.adherence import outcomes, standings
from training.agenda import days_between, running_programs
from training.models import Assignment
from training.needs import needs_of
from training.pausing import CannotPause, CannotResume, pause, resume
from training.planning import catch_up, end_assignment
from training.tests.plans import dates_of, day, do, make_plan

A_WEEK_LATER = NOON + timedelta(days=7)


def plan(ana, *offsets, **fields):
    make_plan(ana, *map(day, offsets), **fields)
    return Assignment.objects.get()


def statuses(assignment):
    return [row.status for row in assignment.planned_sessions.in_order()]


@pytest.mark.parametrize("mode", Assignment.Mode)
def test_nothing_is_missed_and_nothing_waits_meanwhile(ana, mode):
    assignment = plan(ana, 0, 2, 9, mode=mode)
    pause(assignment=assignment, at=NOON)
    catch_up(at=A_WEEK_LATER)
    assert statuses(assignment) == ["planned"] * 3
    assert dates_of(ana) == [day(0), day(2), day(9)]
    assert standings([ana], at=NOON)[ana.pk].next_planned is None


def test_what_is_to_come_moves_along(ana):
    assignment = plan(ana, -3, 0, 2, 9)
    pause(assignment=assignment, at=NOON)
    resume(assignment=assignment, move=True, at=A_WEEK_LATER)
    assert dates_of(ana) == [day(-3), day(7), day(9), day(16)]
    assert statuses(assignment) == ["missed", "planned", "planned", "planned"]


def test_on_weekdays_it_goes_on_in_order(ana):
    assignment = plan(ana, 0, 3, 7, 10, weekdays=[0, 3])
    pause(assignment=assignment, at=NOON)
    resume(assignment=assignment, move=True, at=NOON + timedelta(days=2))
    assert dates_of(ana) == [day(3), day(7), day(10), day(14)]


def test_days_that_stay_leave_out_what_fell_into_the_pause_and_nothing_counts_as_missed(ana):
    assignment = plan(ana, -1, 0, 2, 7, 9)
    do(assignment.planned_sessions.in_order().first())
    pause(assignment=assignment, at=NOON)
    resume(assignment=assignment, move=False, at=A_WEEK_LATER)
    assert dates_of(ana) == [day(-1), day(0), day(2), day(7), day(9)]
    assert statuses(assignment) == ["done", "skipped", "skipped", "planned", "planned"]
    share = standings([ana], at=A_WEEK_LATER)[ana.pk].share(30)
    assert (share.done, share.due) == (1, 1)


@pytest.fixture
def gone_on(ana):
    """A plan of five workouts, of which a pause of a week left out the second and the third."""
    assignment = plan(ana, -1, 0, 2, 7, 9)
    do(assignment.planned_sessions.in_order().first())
    pause(assignment=assignment, at=NOON)
    resume(assignment=assignment, move=False, at=A_WEEK_LATER)
    return assignment


def test_what_a_pause_left_out_counts_nowhere(ana, gone_on):
    today = A_WEEK_LATER.date()
    assert outcomes(trainee_id=ana.pk, first=day(-7), last=today) == [(day(-1), "done")]
    (program,) = running_programs(ana, today=today)
    assert program.progress == "1 of 3 workouts done"
    days = days_between(day(-1), day(7), trainee=ana, today=today)
    assert [entry.status for one in days for entry in one.entries] == [
        *("done", "paused", "paused", "planned")
    ]


def test_what_is_trained_although_it_was_left_out_counts(ana, gone_on):
    second = gone_on.planned_sessions.in_order()[1]
    session = logbook.start_planned(planned=second, by=ana, at=A_WEEK_LATER)
    logbook.finish_session(session=session, at=A_WEEK_LATER)
    share = standings([ana], at=A_WEEK_LATER)[ana.pk].share(30)
    assert (share.done, share.due) == (2, 2)


def test_what_was_left_out_counts_again_once_it_is_planned_again(ana):
    assignment = plan(ana, 0, 9)
    pause(assignment=assignment, at=NOON)
    resume(assignment=assignment, move=False, at=A_WEEK_LATER)
    first = assignment.planned_sessions.in_order().first()
    first.move(to=day(8), at=A_WEEK_LATER)
    catch_up(at=A_WEEK_LATER + timedelta(days=5))
    assert standings([ana], at=A_WEEK_LATER + timedelta(days=5))[ana.pk].share(7).due == 2


def test_the_trainer_hears_of_the_pause_and_of_no_silence(ana):
    assignment = plan(ana, -20, 3)
    do(assignment.planned_sessions.in_order().first())
    pause(assignment=assignment, at=NOON)
    _, flags = needs_of([ana], at=NOON)[ana.pk]
    assert [flag.reason for flag in flags] == ["Paused since 2 March"]
    make_plan(ana, day(5))
    _, flags = needs_of([ana], at=NOON)[ana.pk]
    assert [flag.code for flag in flags] == ["quiet", "plan_ends"]


def test_another_program_goes_on(ana):
    assignment = plan(ana, 0)
    pause(assignment=assignment, at=NOON)
    make_plan(ana, day(1))
    catch_up(at=A_WEEK_LATER)
    assert standings([ana], at=A_WEEK_LATER)[ana.pk].share(30).due == 1


def test_it_is_paused_once_and_resumed_once(ana):
    assignment = plan(ana, 0)
    with pytest.raises(CannotResume):
        resume(assignment=assignment, move=True, at=NOON)
    pause(assignment=assignment, at=NOON)
    with pytest.raises(CannotPause):
        pause(assignment=assignment, at=NOON)
    end_assignment(assignment=assignment, at=NOON)
    with pytest.raises(CannotResume):
        resume(assignment=assignment, move=True, at=NOON)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Pacific/Kiritimati", day(1)), ("Pacific/Pago_Pago", day(0)), ("UTC", day(0))],
)
def test_it_begins_on_the_day_where_the_trainee_is(ana, zone, expected):
    ana.profile.time_zone = zone
    ana.profile.save()
    assignment = plan(ana, 5)
    pause(assignment=assignment, at=NOON)
    assert assignment.paused_on == expected


def test_a_pause_over_the_change_of_the_clocks_is_counted_in_days(ana):
    ana.profile.time_zone = "Europe/Berlin"  # 29 March 2026 has 23 hours there
    ana.profile.save()
    assignment = plan(ana, 27)
    just_before_midnight = datetime(2026, 3, 28, 22, 59, tzinfo=UTC)
    just_after_midnight = datetime(2026, 3, 29, 22, 1, tzinfo=UTC)
    pause(assignment=assignment, at=just_before_midnight)
    assert assignment.paused_on == day(26)
    resume(assignment=assignment, move=True, at=just_after_midnight)
    assert dates_of(ana) == [day(29)]
