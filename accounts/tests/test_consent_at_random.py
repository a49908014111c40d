"""Whatever people do, in whatever order, a trainer sees what a trainee shares and nothing else.

Hypothesis lets a few people invite, accept, share, pause, resume, end, block and leave at random
and holds the grants against a list of pairs that is kept beside them. `STEPS=10000` takes that many
steps instead of the thousand of the suite.
"""

import os
from contextlib import suppress

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from accounts import blocking, coaching
from accounts.grants import faults
from accounts.models import Block, Coaching, ProfileGrant, Scope, User
from accounts.roles import delete_account, set_roles
from conftest import NOON, make_user
from fitapp.lib.errors import Refused

TRAINERS, TRAINEES = ("cole", "tess", "lena"), ("ana", "sam", "cole")
trainers, trainees = st.sampled_from(TRAINERS), st.sampled_from(TRAINEES)
scopes = st.frozensets(st.sampled_from([scope.value for scope in Scope]))
STEPS = int(os.environ.get("STEPS", "1000"))
STEPS_AT_ONCE = 50


class Oracle:
    """What is shared, by pair of a trainer and a trainee. None: invited, but nothing agreed."""

    def __init__(self):
        self.status, self.shared, self.blocks = {}, {}, set()

    def apart(self, one, other):
        return {(one, other), (other, one)} & self.blocks

    def invite(self, pair):
        if pair[0] != pair[1] and self.status.get(pair) not in ("active", "paused"):
            self.status[pair] = "invited"

    def move(self, pair, before, after, shared=frozenset()):
        if self.status.get(pair) == before and not self.apart(*pair):
            self.status[pair] = after
            self.shared[pair] = {"training", *shared} if after == "active" else set()

    def end(self, *pairs):
        for pair in pairs:
            self.status.pop(pair, None)
            self.shared.pop(pair, None)

    def block(self, one, other):
        self.blocks.add((one, other))
        self.end((one, other), (other, one))

    def leave(self, name):
        self.end(*[pair for pair in self.status if name in pair])
        self.blocks = {pair for pair in self.blocks if name not in pair}

    def sees(self):
        return {(*pair, scope) for pair, known in self.shared.items() for scope in known}


class Consent(RuleBasedStateMachine):
    """The verbs on one side, the oracle on the other."""

    def __init__(self):
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        self.oracle = Oracle()
        self.ada = make_user("Ada", role="Admins", is_staff=True)
        for name in sorted({*TRAINERS, *TRAINEES}):
            self.come(name)

    def teardown(self):
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    def come(self, name):
        make_user(name.title(), role="Trainers" if name in TRAINERS else None)

    def person(self, name):
        return User.objects.select_related("profile").get(email=f"{name}@example.com")

    def relation(self, pair):
        """Under way, or invited; the newest where there are several."""
        rows = Coaching.objects.filter(
            trainer=self.person(pair[0]), email=f"{pair[1]}@example.com"
        ).exclude(status=Coaching.Status.ENDED)
        return rows.order_by("pk").last()

    def act(self, pair, verb, **terms):
        relation = self.relation(pair)
        if relation is not None:
            with suppress(Refused):
                verb(coaching=relation, **terms)

    @rule(trainer=trainers, trainee=trainees)
    def invite(self, trainer, trainee):
        with suppress(Refused):
            address = f"{trainee}@example.com"
            coaching.invite(trainer=self.person(trainer), email=address, at=NOON)
        if self.person(trainer).is_trainer:
            self.oracle.invite((trainer, trainee))

    @rule(trainer=trainers, trainee=trainees, shared=scopes)
    def accept(self, trainer, trainee, shared):
        person = self.person(trainee)
        self.act((trainer, trainee), coaching.accept, trainee=person, scopes=shared, at=NOON)
        self.oracle.move((trainer, trainee), "invited", "active", shared)

    @rule(trainer=trainers, trainee=trainees, shared=scopes)
    def share(self, trainer, trainee, shared):
        self.act((trainer, trainee), coaching.set_scopes, scopes=shared | {"training"})
        self.oracle.move((trainer, trainee), "active", "active", shared)

    @rule(trainer=trainers, trainee=trainees)
    def pause(self, trainer, trainee):
        self.act((trainer, trainee), coaching.pause)
        self.oracle.move((trainer, trainee), "active", "paused")

    @rule(trainer=trainers, trainee=trainees, shared=scopes)
    def resume(self, trainer, trainee, shared):
        self.act((trainer, trainee), coaching.resume, scopes=shared)
        self.oracle.move((trainer, trainee), "paused", "active", shared)

    @rule(trainer=trainers, trainee=trainees)
    def end(self, trainer, trainee):
        self.act((trainer, trainee), coaching.end, by=self.person(trainee), at=NOON)
        self.oracle.end((trainer, trainee))

    @rule(one=trainees, other=trainers)
    def block(self, one, other):
        if one != other:
            blocking.block(blocker=self.person(one), blocked=self.person(other), at=NOON)
            self.oracle.block(one, other)

    @rule(one=trainees, other=trainers)
    def unblock(self, one, other):
        for row in Block.objects.filter(blocker=self.person(one), blocked=self.person(other)):
            blocking.unblock(block=row)
        self.oracle.blocks.discard((one, other))

    @rule(trainer=trainers)
    def lose_the_role_and_get_it_back(self, trainer):
        for roles in (["Trainees"], ["Trainers"]):
            set_roles(user=self.person(trainer), roles=roles, by=self.ada, at=NOON)
        self.oracle.end(*[pair for pair in self.oracle.status if pair[0] == trainer])

    @rule(name=st.sampled_from(sorted({*TRAINERS, *TRAINEES})))
    def leave_and_come_back(self, name):
        person = self.person(name)
        delete_account(user=person, by=person, at=NOON)
        self.come(name)
        self.oracle.leave(name)

    @invariant()
    def a_trainer_sees_what_is_shared(self):
        granted = {
            (viewer.partition("@")[0], owner.partition("@")[0], codename.removeprefix("see_"))
            for viewer, owner, codename in ProfileGrant.objects.values_list(
                "user__email", "content_object__user__email", "permission__codename"
            )
        }
        assert granted == self.oracle.sees()

    @invariant()
    def no_grant_is_left_over(self):
        assert faults(at=NOON) == []


@pytest.mark.django_db
def test_a_trainer_sees_what_is_shared_whatever_people_do():
    run_state_machine_as_test(
        Consent,
        settings=settings(
            max_examples=max(1, STEPS // STEPS_AT_ONCE),
            stateful_step_count=STEPS_AT_ONCE,
            deadline=None,
            derandomize=STEPS <= 1000,
            suppress_health_check=list(HealthCheck),
        ),
    )
