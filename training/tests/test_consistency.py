from datetime import date, timedelta

from training.consistency import consistency

TODAY = date(2026, 3, 5)  # a Thursday
MONDAY = date(2026, 3, 2)


def week(back, *outcomes):
    return [(MONDAY - timedelta(weeks=back), outcome) for outcome in outcomes]


def test_three_of_four_keep_a_week():
    kept = [*week(2, "done", "done", "done", "missed"), *week(1, "done", "done", "done", "done")]
    assert consistency(kept, today=TODAY).run == 2


def test_two_of_four_end_the_run():
    days = [*week(2, "done", "done", "missed", "missed"), *week(1, "done")]
    assert consistency(days, today=TODAY).run == 1


def test_a_week_without_a_plan_neither_counts_nor_breaks_it():
    assert consistency([*week(3, "done"), *week(1, "done")], today=TODAY).run == 2


def test_the_week_under_way_cannot_break_it():
    days = [*week(1, "done"), *week(0, "missed", "waiting")]
    assert consistency(days, today=TODAY).run == 1
    assert consistency([*week(1, "done"), *week(0, "done")], today=TODAY).run == 2


def test_what_is_still_to_come_is_not_due():
    found = consistency(week(0, "done", "waiting"), today=TODAY)
    assert (found.done, found.due) == (1, 1)
    assert not consistency([], today=TODAY)
