import pytest

from accounts import coaching
from accounts.models import Coaching, ProfileGrant, Scope
from conftest import NOON, make_user, start_coaching


@pytest.fixture
def relation(ana, cole) -> Coaching:
    return Coaching.objects.get()


def test_exactly_what_is_named_is_shared(relation, ana, cole):
    coaching.set_scopes(coaching=relation, scopes=["training", "body", "photos"])
    coaching.set_scopes(coaching=relation, scopes=["training", "nutrition"])
    assert coaching.scopes_of(relation) == ["training", "nutrition"]
    assert coaching.trainee_ids_of(cole, "nutrition") == [ana.pk]
    assert coaching.trainee_ids_of(cole, "body") == []


def test_training_is_always_shared(relation):
    with pytest.raises(coaching.TrainingIsAlwaysShared):
        coaching.set_scopes(coaching=relation, scopes=["body"])
    assert coaching.scopes_of(relation) == ["training"]


def test_a_change_after_the_end_grants_nothing(relation, ana):
    read_before = Coaching.objects.get()
    coaching.end(coaching=relation, by=ana, at=NOON)
    with pytest.raises(coaching.CoachingNotUnderWay):
        coaching.set_scopes(coaching=read_before, scopes=["training", "body"])
    assert not ProfileGrant.objects.exists()


def test_paused_coaching_shares_nothing_and_takes_no_change(relation):
    coaching.pause(coaching=relation)
    with pytest.raises(coaching.CoachingNotUnderWay):
        coaching.set_scopes(coaching=relation, scopes=["training"])


def test_one_trainer_sees_no_more_for_what_another_was_given(relation, ana, tess, cole):
    start_coaching(tess, ana, scopes=list(Scope))
    assert coaching.trainee_ids_of(cole, "body") == []
    assert coaching.scopes_of(relation) == ["training"]


def test_scopes_of_many_are_read_in_one_query(tess, django_assert_num_queries):
    for number in range(4):
        start_coaching(tess, make_user(f"Trainee{number}"), scopes=["body"])
    coachings = list(Coaching.objects.all())
    with django_assert_num_queries(1):
        found = coaching.with_scopes(coachings)
    assert [relation.scopes for relation in found] == [["training", "body"]] * 4


def test_an_invitation_shares_nothing(tess):
    invitation, _ = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    assert coaching.scopes_of(invitation) == []
