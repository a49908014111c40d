"""On which days the workouts of a plan fall. Pure: no database, no clock."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta
from itertools import islice


def lay_out(days: Sequence[int], *, starts_on: date, weekdays: Collection[int]) -> list[date]:
    """A date for each workout, whose place in the program is given as a day counted from 1.

    With weekdays (Monday is 0), the workouts go in order onto those days, from the first that
    is not before the start. Without, each falls on its own day of the program.
    """
    if not weekdays:
        return [starts_on + timedelta(days=day - 1) for day in days]
    return list(islice(_falling_on(weekdays, starts_on), len(days)))


def wait_until(dates: Sequence[date], *, today: date, weekdays: Collection[int]) -> list[date]:
    """The dates of workouts done in order, once the first of them waits for `today`.

    Without weekdays all keep their distance to each other. With weekdays, each of the others
    stays where it is as long as the one before it comes earlier, and else goes to the next
    weekday after that.
    """
    if not dates or dates[0] >= today:
        return list(dates)
    if not weekdays:
        late = today - dates[0]
        return [day + late for day in dates]
    waiting = [today]
    for day in dates[1:]:
        after = waiting[-1] + timedelta(days=1)
        waiting.append(day if day >= after else next(_falling_on(weekdays, after)))
    return waiting


def _falling_on(weekdays: Collection[int], day: date) -> Iterator[date]:
    while True:
        if day.weekday() in weekdays:
            yield day
        day += timedelta(days=1)
