import pytest

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, Scope
from conftest import NOON


@pytest.fixture
def relation(ana, cole) -> Coaching:
    return Coaching.objects.get()


def test_pausing_takes_every_scope_back_and_keeps_the_relation(relation, ana, cole):
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    coaching.pause(coaching=relation)
    assert relation.status == "paused"
    assert not ProfileGrant.objects.exists()
    assert not coaching.may_see(cole, ana.pk)
    assert coaching.trainer_ids_of(ana) == []
    assert relation.is_lead


def test_resuming_grants_what_the_trainee_agrees_to_now(relation, cole, ana):
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    coaching.pause(coaching=relation)
    coaching.resume(coaching=relation, scopes=["body"])
    assert relation.status == "active"
    assert coaching.scopes_of(relation) == ["training", "body"]
    assert coaching.trainee_ids_of(cole) == [ana.pk]


def test_what_is_paused_cannot_be_paused(relation):
    coaching.pause(coaching=relation)
    with pytest.raises(coaching.CoachingNotUnderWay, match="paused"):
        coaching.pause(coaching=relation)


def test_what_is_active_cannot_be_resumed(relation):
    with pytest.raises(coaching.CoachingNotUnderWay, match="active"):
        coaching.resume(coaching=relation, scopes=[])


@pytest.mark.parametrize("verb", ["pause", "resume"])
def test_an_invitation_is_neither_paused_nor_resumed(tess, verb):
    invitation, _ = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    act = {
        "pause": lambda: coaching.pause(coaching=invitation),
        "resume": lambda: coaching.resume(coaching=invitation, scopes=[]),
    }
    with pytest.raises(coaching.CoachingNotUnderWay, match="invited"):
        act[verb]()


def test_what_has_ended_stays_ended(relation, ana):
    read_before = Coaching.objects.get()
    coaching.end(coaching=relation, by=ana, at=NOON)
    with pytest.raises(coaching.CoachingNotUnderWay, match="ended"):
        coaching.pause(coaching=read_before)
    with pytest.raises(coaching.CoachingNotUnderWay, match="ended"):
        coaching.resume(coaching=read_before, scopes=[])
    assert not ProfileGrant.objects.exists()
