"""Whatever two phones without a signal and a page with one do to a workout, in whatever order and
however often it arrives: all come to the same, and nothing that was said last is lost.

`STEPS=20000` takes that many steps instead of the 600 of the suite.
"""

import os
from datetime import timedelta
from decimal import Decimal

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from conftest import NOON, make_user
from fitapp.lib.ids import derived, uuid7
from training import logbook
from training.models import Session, SessionItem, Set
from training.tests.agreeing import agree
from training.tests.devices import Phone, Truth
from training.tests.log import document, entry, group, make_exercise, plan, prescription

STEPS = int(os.environ.get("STEPS", "600"))
STEPS_AT_ONCE = 40
SLUGS = ("squat", "leg-press", "hack-squat")
phones, picks = st.sampled_from((0, 1)), st.integers(0, 5)
reps, loads = st.integers(0, 12), st.integers(20, 60).map(lambda half: Decimal(half) / 2)
efforts, words = st.sampled_from((None, 7, 8, 9)), st.sampled_from(("", "Good.", "Hard."))


class OneWorkout(RuleBasedStateMachine):
    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.ana, self.truth, self.clock = make_user("Ana"), Truth(), NOON
        self.exercises = {slug: make_exercise(slug) for slug in SLUGS}
        one, two = [prescription()], [prescription(), prescription()]
        workout = document(group(entry("squat", *two)), group(entry("leg-press", *one)))
        self.plan = plan(self.ana, workout)
        self.session = derived(self.plan.pk, "session")
        self.items = [derived(self.session, "item", place) for place in (0, 1)]
        squat, press = self.items
        self.sets = {derived(squat, "set", place): squat for place in (0, 1)}
        self.sets[derived(press, "set", 0)] = press
        above = dict.fromkeys(self.items, self.session) | self.sets
        self.first = {squat: "squat", press: "leg-press"}
        self.truth.above, self.truth.planned = above, set(above)

    def teardown(self):
        try:
            self.come_together()
        finally:
            transaction.set_rollback(True)
            self.undo.__exit__(None, None, None)

    @initialize(slow=st.tuples(st.integers(0, 30), st.integers(0, 30)))
    def both_begin(self, slow):
        self.phones = [Phone(self.ana, self.truth, by, place + 1) for place, by in enumerate(slow)]
        for phone in self.phones:
            begin = {"planned": str(self.plan.pk)}
            at = phone.say("session", self.session, self.now(), **begin, started_at=NOON)
            self.truth.say(self.session, at, started_at=NOON)
            phone.sets, phone.items = set(self.sets), set(self.items)

    def now(self):
        self.clock += timedelta(seconds=10)
        return self.clock

    def page(self):
        """The page with a signal writes at once, by the server's clock."""
        return time_machine.travel(self.now(), tick=False)

    def pick(self, rows, place):
        rows = sorted(row for row in rows if row in self.truth.above)
        return rows[place % len(rows)] if rows else None

    # --- Without a signal -------------------------------------------------------------------------

    @rule(phone=phones, place=picks, reps=reps, load=loads, rpe=efforts)
    def log(self, phone, place, reps, load, rpe):
        phone = self.phones[phone]
        if (row := self.pick(phone.sets, place)) is None:
            return
        phone.done.add(row)
        done_at = self.now()
        said = {"reps": reps, "rpe": rpe, "completed_at": done_at}
        at = phone.say("set", row, done_at, load_kg=float(load), **said)
        self.truth.say(row, at, load=load, done=True, **said)

    @rule(phone=phones, place=picks, reps=reps)
    def correct(self, phone, place, reps):
        phone = self.phones[phone]
        if (row := self.pick(phone.done, place)) is not None:
            at = phone.say("set", row, self.now(), reps=reps)
            self.truth.say(row, at, reps=reps, done=True)

    @rule(phone=phones, place=picks)
    def take_back(self, phone, place):
        phone = self.phones[phone]
        if (row := self.pick(phone.done, place)) is not None:
            at = phone.say("set", row, self.now(), completed_at=None)
            self.truth.say(row, at, done=False)

    @rule(phone=phones, place=picks)
    def add_set(self, phone, place):
        phone = self.phones[phone]
        if (item := self.pick(phone.items, place)) is not None:
            row, where = uuid7(), {"session": self.session, "item": item}
            at = phone.say("set", row, self.now(), **where, position=place)
            self.truth.above[row] = item
            self.truth.say(row, at, position=place)
            phone.sets.add(row)

    @rule(phone=phones, place=picks)
    def delete_set(self, phone, place):
        phone = self.phones[phone]
        if (row := self.pick(phone.sets, place)) is not None:
            phone.delete("set", row, self.now())
            phone.gone.add(row)

    @rule(phone=phones, place=picks)
    def put_set_back(self, phone, place):
        phone = self.phones[phone]
        if (row := self.pick(phone.gone, place)) is not None:
            at = phone.say("set", row, self.now(), side="left")
            self.truth.say(row, at, side="left")

    @rule(phone=phones, slug=st.sampled_from(SLUGS), place=picks)
    def add_exercise(self, phone, slug, place):
        phone, item = self.phones[phone], uuid7()
        said = {"session": self.session, "exercise": slug, "position": place}
        at = phone.say("item", item, self.now(), **said)
        self.truth.above[item] = self.session
        self.truth.say(item, at, exercise=slug, position=place)
        phone.items.add(item)

    @rule(phone=phones, place=picks)
    def delete_exercise(self, phone, place):
        phone = self.phones[phone]
        if (item := self.pick(phone.items - {self.items[0]}, place)) is not None:
            phone.delete("item", item, self.now())

    @rule(phone=phones, slug=st.sampled_from(SLUGS))
    def swap(self, phone, slug):
        at = self.phones[phone].say("item", self.items[0], self.now(), exercise=slug)
        self.truth.say(self.items[0], at, exercise=slug)

    @rule(phone=phones, place=picks, note=words)
    def note(self, phone, place, note):
        phone = self.phones[phone]
        if (item := self.pick(phone.items, place)) is not None:
            self.truth.say(item, phone.say("item", item, self.now(), note=note), note=note)

    @rule(phone=phones, note=words)
    def note_on_session(self, phone, note):
        at = self.phones[phone].say("session", self.session, self.now(), note=note)
        self.truth.say(self.session, at, note=note)

    @rule(phone=phones, is_over=st.booleans())
    def finish(self, phone, is_over):
        ended = self.clock + timedelta(hours=1) if is_over else None
        at = self.phones[phone].say("session", self.session, self.now(), finished_at=ended)
        self.truth.say(self.session, at, finished_at=ended)

    @rule(phone=phones)
    def delete_session(self, phone):
        self.phones[phone].delete("session", self.session, self.now())

    # --- The signal comes and goes ----------------------------------------------------------------

    @rule(phone=phones, count=st.integers(1, 8), is_heard=st.booleans())
    def send(self, phone, count, is_heard):
        with self.page():
            self.phones[phone].send(count, is_heard=is_heard)

    @rule(phone=phones, start=st.integers(0, 20), count=st.integers(1, 8))
    def send_again(self, phone, start, count):
        with self.page():
            self.phones[phone].send_again(start, count)

    @rule(phone=phones)
    def look(self, phone):
        self.phones[phone].look(self.session)

    # --- With one ---------------------------------------------------------------------------------

    @rule(place=picks, reps=reps, load=loads)
    def log_on_the_page(self, place, reps, load):
        if (row := self.on_the_page(Set, place)) is None:
            return
        before = Set.objects.get(pk=row.pk)
        before.bring_back()
        with self.page():
            logbook.log_set(set=row, at=self.clock, load=load, reps=reps)
        self.truth.say(row.pk, self.clock, done=True)
        self.say_what_changed(before, row, "reps", "rpe", "completed_at")
        if before.load_kg != load:
            self.truth.say(row.pk, self.clock, load=load)

    @rule(place=picks)
    def take_back_on_the_page(self, place):
        row = self.on_the_page(Set, place)
        if row is not None and row.is_done:
            with self.page():
                logbook.undo_set(set=row)
            self.truth.say(row.pk, self.clock, done=False)

    @rule(place=picks)
    def delete_set_on_the_page(self, place):
        if (row := self.on_the_page(Set, place)) is not None:
            with self.page():
                logbook.delete_set(set=row)
            self.truth.delete(row.pk, self.clock)

    @rule(place=picks)
    def add_set_on_the_page(self, place):
        if (item := self.on_the_page(SessionItem, place)) is not None:
            with self.page():
                row = logbook.add_set(item=item)
            self.truth.above[row.pk] = item.pk
            self.truth.say(row.pk, self.clock, position=row.position)

    @rule(slug=st.sampled_from(SLUGS))
    def swap_on_the_page(self, slug):
        item = SessionItem.objects.filter(pk=self.items[0]).first()
        if item is not None and item.exercise.slug != slug:
            with self.page():
                logbook.swap_exercise(item=item, exercise=self.exercises[slug])
            self.truth.say(item.pk, self.clock, exercise=slug)

    @rule()
    def finish_on_the_page(self):
        session = Session.objects.filter(pk=self.session).first()
        ended = self.clock + timedelta(hours=1)
        if session is not None and session.finished_at is None:
            with self.page():
                logbook.finish_session(session=session, at=ended)
            self.truth.say(self.session, self.clock, finished_at=session.finished_at)

    @rule()
    def delete_session_on_the_page(self):
        session = Session.objects.filter(pk=self.session).first()
        if session is not None:
            with self.page():
                logbook.delete_session(session=session)
            self.truth.delete(self.session, self.clock)

    def on_the_page(self, model, place):
        rows = model.objects.filter(session=self.session).select_related("session__trainee")
        known = {row.pk: row for row in rows}
        return known.get(self.pick(known, place))

    def say_what_changed(self, before, after, *names):
        after.refresh_from_db()
        for name in names:
            if getattr(before, name) != getattr(after, name):
                self.truth.say(after.pk, self.clock, **{name: getattr(after, name)})

    # --- At the end -------------------------------------------------------------------------------

    def come_together(self):
        with self.page():
            for phone in self.phones:
                phone.send(len(phone.waiting))
            agree(self.session, self.truth, self.first)
            for phone in reversed(self.phones):
                phone.send_again(0, len(phone.sent))
            agree(self.session, self.truth, self.first)


@pytest.mark.django_db
def test_all_devices_come_to_the_same():
    run_state_machine_as_test(
        OneWorkout,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_AT_ONCE),
            stateful_step_count=STEPS_AT_ONCE,
            deadline=None,
            derandomize=STEPS <= 600,
            suppress_health_check=list(HealthCheck),
            report_multiple_bugs=False,
            phases=[Phase.explicit, Phase.generate],
        ),
    )
