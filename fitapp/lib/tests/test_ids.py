from datetime import UTC, datetime
from uuid import RFC_4122, UUID

from fitapp.lib.ids import derived, uuid7

MOMENT = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_it_is_a_uuid_of_version_7():
    made = uuid7()
    assert (made.version, made.variant) == (7, RFC_4122)


def test_it_begins_with_the_milliseconds(time_machine):
    time_machine.move_to(MOMENT, tick=False)
    assert uuid7().int >> 80 == int(MOMENT.timestamp() * 1000)


def test_later_ids_are_greater(time_machine):
    made = []
    for second in range(5):
        time_machine.move_to(MOMENT.replace(second=second), tick=False)
        made.append(uuid7())
    assert made == sorted(made)


def test_later_ids_are_greater_within_a_millisecond(monkeypatch):
    moments = iter(range(0, 1_000_000, 1000))
    monkeypatch.setattr("time.time_ns", lambda: next(moments))
    made = [uuid7() for _ in range(1000)]
    assert made == sorted(made)
    assert {(one.version, one.variant) for one in made} == {(7, RFC_4122)}


def test_no_two_are_alike_even_within_a_millisecond(time_machine):
    time_machine.move_to(MOMENT, tick=False)
    assert len({uuid7() for _ in range(10_000)}) == 10_000


def test_a_derived_id_is_the_same_wherever_it_is_worked_out():
    base = UUID("019cae6f-1400-7abc-8123-456789abcdef")
    item = derived(base, "item", 0)
    assert item == derived(base, "item", 0) == UUID("019cae6f-1400-7000-a52a-7e7d8f9e2c42")
    assert (item.version, item.variant) == (7, RFC_4122)
    assert item.int >> 80 == base.int >> 80


def test_each_role_has_a_derived_id_of_its_own():
    base = uuid7()
    roles = [("item", 0), ("item", 1), ("set", 0), ("session",), ("item", 10)]
    assert len({derived(base, *role) for role in roles} | {derived(uuid7(), "item", 0)}) == 6


def test_derived_ids_that_count_are_in_their_order():
    base = UUID("019cae6f-1400-7abc-8123-456789abcdef")
    ids = [derived(base, "set", place) for place in range(40)]
    assert ids == sorted(ids)
