"""How an item moves on from what was done: worked examples, and what must hold for all."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.progression import Past, Target, targets

D = Decimal
ADD_LOAD = {"axis": "load", "step": 2.5}


def prescribed(count=3, **fields):
    return [{"kind": "work", "reps_min": 5, "reps_max": 5, "load_kind": "none"} | fields] * count


def done(*reps, load=60, aim=None, rpe=None, aimed_load="same", **fields):
    """A session: so many reps in each set, meant for `aim` (from, to)."""
    low, high = aim or (5, 5)
    asked = load if aimed_load == "same" else aimed_load
    return [
        Past(
            kind="work",
            load_kg=D(str(load)),
            reps=one,
            rpe=None if rpe is None else D(str(rpe)),
            target_load_kg=None if asked is None else D(str(asked)),
            target_reps_min=low,
            target_reps_max=high,
            **fields,
        )
        for one in reps
    ]


def loads(found):
    return [target.load_kg for target in found]


# --- Where it begins -----------------------------------------------------------------------------


def test_without_history_it_is_what_was_prescribed():
    sets = prescribed(2, load_kind="absolute", load_kg=62.5, rpe=8, reps_max=8)
    target = Target(load_kg=D("62.5"), reps_min=5, reps_max=8, rpe=D(8))
    assert targets(sets, [ADD_LOAD], [], e1rm_kg=None) == (
        [target, target],
        "First time: begin with 62.5 kg.",
    )


def test_without_rules_an_absolute_load_is_what_was_prescribed():
    found, why = targets(prescribed(load_kind="absolute", load_kg=50), [], [done(5, 5, 5)])
    assert (loads(found), why) == ([50] * 3, "As your program says.")


def test_without_rules_a_load_left_open_is_the_last_one():
    assert targets(prescribed(), [], [done(5, 5, 5, load=70)]) == (
        [Target(load_kg=D(70), reps_min=5, reps_max=5)] * 3,
        "As last time.",
    )


@pytest.mark.parametrize(
    ("one", "load"),
    [
        ({"load_kind": "percent_1rm", "load_percent": 76.5}, "90"),  # 91.8 kg
        ({"load_kind": "rpe", "rpe": 8}, "95"),  # 5 reps at RPE 8 take 81.1 %: 97.32 kg
        ({"load_kind": "rpe", "rpe": 8, "reps_min": 40, "reps_max": 40}, None),
        ({"load_kind": "bodyweight", "load_kg": -20}, "-20"),
        ({"load_kind": "bodyweight", "load_kg": None}, None),
        ({"load_kind": "none"}, None),
    ],
)
def test_a_load_is_worked_out_from_the_one_rep_max(one, load):
    found, _ = targets(prescribed(1, **one), [], [], e1rm_kg=D(120))
    assert loads(found) == [None if load is None else D(load)]


def test_a_share_of_the_maximum_moves_with_it_and_not_by_a_rule():
    sets = prescribed(1, load_kind="percent_1rm", load_percent=75)
    assert targets(sets, [ADD_LOAD], [done(5, load=90)], e1rm_kg=D(124)) == (
        [Target(load_kg=D("92.5"), reps_min=5, reps_max=5)],
        "75 % of your estimated max of 124 kg.",
    )


def test_a_share_of_an_unknown_maximum_stays_open():
    sets = prescribed(1, load_kind="percent_1rm", load_percent=75)
    assert loads(targets(sets, [], [], e1rm_kg=None)[0]) == [None]


def test_back_off_sets_follow_the_top_set():
    top = {"kind": "work", "load_kind": "absolute", "load_kg": 100, "reps_min": 5, "reps_max": 5}
    back = {"kind": "work", "load_kind": "percent_top", "load_percent": 88, "reps_min": 5}
    history = [done(5, load=100) + done(5, 5, load=87.5)]
    found, why = targets([top, back, back], [ADD_LOAD], history)
    assert loads(found) == [D("102.5"), D("90.000"), D("90.000")]
    assert why == "Up 2.5 kg: every set reached its target."


# --- Linear --------------------------------------------------------------------------------------


def test_linear_adds_load_when_every_set_was_made():
    rule = ADD_LOAD | {"max_rpe": 8}
    found, why = targets(prescribed(), [rule], [done(5, 5, 5, rpe=7.5)])
    assert loads(found) == [D("62.5")] * 3
    assert why == "Up 2.5 kg: every set at RPE 8 or under."


def test_a_session_without_rpe_is_judged_by_its_reps():
    found, why = targets(prescribed(), [ADD_LOAD | {"max_rpe": 8}], [done(5, 5, 5)])
    assert loads(found) == [D("62.5")] * 3
    assert why == "Up 2.5 kg: every set reached its target."


@pytest.mark.parametrize(
    ("session", "why"),
    [
        (done(5, 5, 4), "Same again: a set fell short."),
        (done(4, 5, 4), "Same again: 2 sets fell short."),
        (done(5, 5), "Same again: a set fell short."),
        (done(5, 5, 5, rpe=9), "Same again: it felt harder than RPE 8."),
        (done(5, 5, 5, load=55, aimed_load=60), "Same again: 3 sets fell short."),
    ],
)
def test_linear_holds_when_it_was_not_made_or_too_hard(session, why):
    rule = ADD_LOAD | {"max_rpe": 8}
    assert targets(prescribed(), [rule], [session]) == (
        [Target(load_kg=D(60), reps_min=5, reps_max=5)] * 3,
        why,
    )


def test_one_who_did_more_goes_on_from_there():
    found, _ = targets(prescribed(), [ADD_LOAD], [done(5, 5, 5, load=65, aimed_load=60)])
    assert loads(found) == [D("67.5")] * 3


def test_two_misses_in_a_row_take_a_tenth_off():
    rule = ADD_LOAD | {"on_fail": "reduce"}
    found, why = targets(prescribed(), [rule], [done(5, 4, 3, load=100)] * 2)
    assert loads(found) == [D(90)] * 3
    assert why == "Down to 90 kg: two misses in a row."


def test_the_first_miss_at_the_lower_load_is_only_the_first():
    rule = ADD_LOAD | {"on_fail": "reduce"}
    history = [done(5, 4, 3, load=90), done(5, 4, 3, load=100), done(5, 4, 3, load=100)]
    assert loads(targets(prescribed(), [rule], history)[0]) == [D(90)] * 3


def test_the_load_stops_at_its_ceiling():
    rule = ADD_LOAD | {"ceiling": 61}
    found, why = targets(prescribed(), [rule], [done(5, 5, 5)])
    assert (loads(found), why) == ([D(61)] * 3, "Up 1 kg: every set reached its target.")
    found, why = targets(prescribed(), [rule], [done(5, 5, 5, load=61)])
    assert (loads(found), why) == ([D(61)] * 3, "Same again: this is as far as it goes.")


def test_a_trainer_who_asks_for_more_is_heard():
    sets = prescribed(load_kind="absolute", load_kg=80)
    assert loads(targets(sets, [ADD_LOAD], [done(5, 5, 5, load=60)])[0]) == [D("82.5")] * 3


def test_pounds_move_by_plates_in_pounds():
    found, why = targets(prescribed(), [ADD_LOAD], [done(5, 5, 5, load=45.359)], unit="lb")
    assert (loads(found)[0], why) == (D("47.627"), "Up 5 lb: every set reached its target.")


def test_assistance_shrinks_as_load_grows():
    sets = prescribed(load_kind="bodyweight", load_kg=-20)
    assert loads(targets(sets, [ADD_LOAD], [done(5, 5, 5, load=-20)])[0]) == [D("-17.5")] * 3


# --- Double progression --------------------------------------------------------------------------

DOUBLE = [
    {"axis": "reps", "step": 1, "ceiling": 10, "on_ceiling": "reset"},
    {"axis": "load", "step": 2.5},
]


def test_double_progression_adds_a_rep_up_to_the_ceiling():
    sets = prescribed(reps_min=8, reps_max=8)
    found, why = targets(sets, DOUBLE, [done(8, 8, 8, aim=(8, 8))])
    assert found == [Target(load_kg=D(60), reps_min=9, reps_max=9)] * 3
    assert why == "One more rep: every set reached its target."


def test_double_progression_then_adds_load_and_starts_anew():
    sets = prescribed(reps_min=8, reps_max=8)
    found, why = targets(sets, DOUBLE, [done(10, 10, 10, aim=(10, 10))])
    assert found == [Target(load_kg=D("62.5"), reps_min=8, reps_max=8)] * 3
    assert why == "Up 2.5 kg and back to 8 reps: every set reached its target."


def test_double_progression_by_a_range_waits_for_its_top():
    sets = prescribed(reps_min=8, reps_max=12)
    rule = ADD_LOAD | {"when": "top_of_range"}
    found, why = targets(sets, [rule], [done(12, 11, 10, aim=(8, 12))])
    assert (loads(found)[0], why) == (
        60,
        "Same again, until every set reaches the top of its range.",
    )
    found, why = targets(sets, [rule], [done(12, 12, 12, aim=(8, 12))])
    assert (loads(found)[0], why) == (
        D("62.5"),
        "Up 2.5 kg: every set reached the top of its range.",
    )


def test_an_easy_week_is_no_measure_of_a_heavy_one():
    history = [done(12, 12, load=30, aim=(12, 12)), done(5, 5, 5, load=60)]
    assert loads(targets(prescribed(), [ADD_LOAD], history)[0]) == [D("62.5")] * 3


def test_history_without_targets_counts_by_the_reps_done():
    free = [Past(load_kg=D(80), reps=reps) for reps in (6, 5, 5)]
    other = [Past(load_kg=D(110), reps=1)]
    assert loads(targets(prescribed(reps_max=8), [ADD_LOAD], [other, free])[0]) == [D("82.5")] * 3


# --- Wave, sets, time, the top set ---------------------------------------------------------------


def test_a_wave_goes_back_to_its_start():
    sets = prescribed(load_kind="absolute", load_kg=100)
    rule = {"axis": "load", "step": 5, "ceiling": 110, "on_ceiling": "reset"}
    heights, history = [], []
    for _ in range(5):
        found, _ = targets(sets, [rule], history)
        heights.append(int(found[0].load_kg))
        history = [done(5, 5, 5, load=heights[-1]), *history]
    assert heights == [100, 105, 110, 100, 105]
    assert targets(sets, [rule], history[2:])[1] == "Back to 100 kg: this round is done."


def test_a_set_is_added_up_to_the_ceiling():
    rule = {"axis": "sets", "step": 1, "ceiling": 4}
    found, why = targets(prescribed(), [rule], [done(5, 5, 5)])
    assert (len(found), why) == (4, "One more set: every set reached its target.")
    found, why = targets(prescribed(), [rule], [done(5, 5, 5, 5)])
    assert (len(found), why) == (4, "Same again: this is as far as it goes.")


def test_time_grows_in_seconds():
    sets = [{"kind": "work", "duration_s": 30}] * 2
    rule = {"axis": "time", "step": 10, "ceiling": 60}
    history = [[Past(duration_s=42, target_duration_s=40), Past(duration_s=40)]]
    found, why = targets(sets, [rule], history)
    assert [target.duration_s for target in found] == [50, 50]
    assert why == "10 s longer: every set reached its target."


def test_the_top_set_can_decide_alone():
    sets = prescribed(reps_min=5, reps_max=None)
    session = [*done(5, 5, load=50), *done(4, load=55), *done(7, load=60)]
    rule = ADD_LOAD | {"when": "top_set"}
    found, why = targets(sets + sets[:1], [rule], [session])
    assert loads(found) == [D("52.5"), D("52.5"), D("57.5"), D("62.5")]
    assert why == "Up 2.5 kg: the top set reached its target."


def test_warm_ups_stay_and_never_count():
    warm = {"kind": "warm_up", "load_kind": "absolute", "load_kg": 20, "reps_min": 8, "reps_max": 8}
    session = [Past(kind="warm_up", load_kg=D(20), reps=3), *done(5, 5, 5)]
    found, _ = targets([warm, *prescribed()], [ADD_LOAD], [session])
    assert loads(found) == [D(20), *[D("62.5")] * 3]


def test_how_many_misses_and_how_much_they_take_is_up_to_the_rule():
    rule = ADD_LOAD | {"on_fail": "reduce", "fail_after": 3, "fail_percent": 20}
    misses = [done(5, 4, 3, load=100)] * 3
    assert targets(prescribed(), [rule], misses[:2])[1] == "Same again: 2 sets fell short."
    found, why = targets(prescribed(), [rule], misses)
    assert (loads(found)[0], why) == (D(80), "Down to 80 kg: three misses in a row.")


# --- What must hold for all ----------------------------------------------------------------------

FIGURES = st.decimals(D(0), D(300), places=1)
RULES = st.builds(
    lambda axis, step, when, ceiling, on_ceiling, on_fail, max_rpe: {
        "axis": axis,
        "step": step,
        "when": when,
        "ceiling": ceiling,
        "on_ceiling": on_ceiling,
        "on_fail": on_fail,
        "max_rpe": max_rpe,
    },
    st.sampled_from(["load", "reps", "sets", "time"]),
    st.integers(1, 10),
    st.sampled_from(["all_sets", "top_of_range", "top_set"]),
    st.none() | st.integers(20, 300),
    st.sampled_from(["stop", "reset"]),
    st.sampled_from(["hold", "reduce"]),
    st.none() | st.integers(5, 10),
)
PASTS = st.builds(
    Past,
    load_kg=st.none() | FIGURES,
    reps=st.none() | st.integers(0, 30),
    duration_s=st.none() | st.integers(0, 300),
    rpe=st.none() | st.sampled_from([D(6), D("8.5"), D(10)]),
    target_load_kg=st.none() | FIGURES,
    target_reps_min=st.none() | st.integers(1, 15),
    target_reps_max=st.none() | st.integers(15, 20),
    target_duration_s=st.none() | st.integers(1, 300),
)
HISTORY = st.lists(st.lists(PASTS, min_size=1, max_size=5), max_size=4)
SETS = st.lists(
    st.builds(
        lambda low, more, load, seconds: {
            "kind": "work",
            "reps_min": low,
            "reps_max": low + more,
            "duration_s": seconds,
            "load_kind": "none" if load is None else "absolute",
            "load_kg": load,
        },
        st.integers(1, 15),
        st.integers(0, 4),
        st.none() | st.integers(0, 20),
        st.none() | st.integers(1, 20),
    ),
    min_size=1,
    max_size=5,
)


@settings(max_examples=200, deadline=None)
@given(sets=SETS, rules=st.lists(RULES, max_size=3), history=HISTORY)
def test_nothing_moves_beyond_its_ceiling(sets, rules, history):
    found, _ = targets(sets, rules, history)
    for axis, figures in {
        "load": [t.load_kg for t in found if t.load_kg is not None],
        "reps": [t.reps_min for t in found],
        "sets": [len(found)],
        "time": [t.duration_s for t in found if t.duration_s is not None],
    }.items():
        ceilings = [rule["ceiling"] for rule in rules if rule["axis"] == axis]
        if ceilings and None not in ceilings and figures:
            assert max(figures) <= max(ceilings)


@settings(max_examples=200, deadline=None)
@given(sets=SETS, rules=st.lists(RULES, max_size=3), load=st.integers(20, 200))
def test_a_failed_session_never_raises(sets, rules, load):
    session = [
        Past(
            load_kg=D(load),
            reps=one["reps_min"] - 1,
            duration_s=0,
            target_load_kg=D(load),
            target_reps_min=one["reps_min"],
            target_duration_s=one["duration_s"],
        )
        for one in sets
    ]
    before = targets(sets, [], [session])[0]
    after = targets(sets, rules, [session])[0]
    assert len(after) == len(before)
    for now, then, one in zip(before, after, sets, strict=True):
        assert then.reps_min == now.reps_min
        assert then.duration_s == now.duration_s
        assert then.load_kg <= max(D(load), D(one["load_kg"] or 0))
