from datetime import date

import pytest

from training.schedule import lay_out, wait_until
from training.tests.plans import day

MON, WED, FRI = 0, 2, 4


@pytest.mark.parametrize(
    ("days", "starts_on", "weekdays", "expected"),
    [
        ([1, 3, 8], date(2026, 3, 2), [], [date(2026, 3, 2), date(2026, 3, 4), date(2026, 3, 9)]),
        ([1, 2], date(2026, 2, 28), [], [date(2026, 2, 28), date(2026, 3, 1)]),
        ([1, 2], date(2028, 2, 28), [], [date(2028, 2, 28), date(2028, 2, 29)]),
        ([1, 2, 3], date(2026, 3, 3), [MON, FRI], [day(4), day(7), day(11)]),
        ([1, 1], date(2026, 3, 2), [], [day(0), day(0)]),
        ([1, 1], date(2026, 3, 2), [MON], [day(0), day(7)]),
        ([], date(2026, 3, 2), [MON], []),
    ],
)
def test_workouts_fall_on_weekdays_or_on_the_days_of_the_program(
    days, starts_on, weekdays, expected
):
    assert lay_out(days, starts_on=starts_on, weekdays=weekdays) == expected


def test_what_is_not_behind_stays():
    assert wait_until([day(1), day(3)], today=day(1), weekdays=[]) == [day(1), day(3)]
    assert wait_until([], today=day(1), weekdays=[]) == []


def test_without_weekdays_all_keep_their_distance():
    assert wait_until([day(0), day(2), day(4)], today=day(3), weekdays=[]) == [
        day(3),
        day(5),
        day(7),
    ]


def test_with_weekdays_the_later_ones_stay_until_the_waiting_one_reaches_them():
    plan = [day(0), day(2), day(4)]
    assert wait_until(plan, today=day(1), weekdays=[MON, WED, FRI]) == [day(1), day(2), day(4)]
    assert wait_until(plan, today=day(2), weekdays=[MON, WED, FRI]) == [day(2), day(4), day(7)]
    assert wait_until(plan, today=day(9), weekdays=[MON, WED, FRI]) == [day(9), day(11), day(14)]
