from datetime import timedelta

import pytest

from accounts import coaching
from accounts.events import AccessChanged, CoachingEnded, InvitationChanged
from accounts.models import Coaching, ProfileGrant, Scope
from conftest import NOON, start_coaching
from fitapp.lib import events


@pytest.mark.parametrize("who", ["ana", "cole"])
def test_either_side_ends_it_and_every_grant_is_gone(ana, cole, who, request):
    relation = Coaching.objects.get()
    coaching.set_scopes(coaching=relation, scopes=list(Scope))
    by = request.getfixturevalue(who)
    coaching.end(coaching=relation, by=by, at=NOON)
    assert (relation.status, relation.ended_by, relation.ended_at) == ("ended", by, NOON)
    assert not ProfileGrant.objects.exists()
    assert coaching.trainee_ids_of(cole) == []
    assert not coaching.may_see(cole, ana.pk)


def test_it_ends_once(ana, cole):
    relation = Coaching.objects.get()
    coaching.end(coaching=relation, by=ana, at=NOON)
    with pytest.raises(coaching.CoachingNotUnderWay):
        coaching.end(coaching=relation, by=cole, at=NOON + timedelta(hours=1))
    relation.refresh_from_db()
    assert (relation.ended_by, relation.ended_at) == (ana, NOON)


def test_paused_coaching_can_be_ended(ana, cole):
    relation = Coaching.objects.get()
    coaching.pause(coaching=relation)
    coaching.end(coaching=relation, by=ana, at=NOON)
    assert relation.status == "ended"


def test_what_other_trainers_may_see_stays(ana, cole, tess):
    start_coaching(tess, ana, scopes=["body"])
    coaching.end(coaching=Coaching.objects.get(trainer=cole), by=ana, at=NOON)
    assert coaching.trainee_ids_of(tess, "body") == [ana.pk]


def test_the_lead_passes_to_whoever_has_coached_longest(ana, cole, tess):
    second = start_coaching(tess, ana)
    coaching.end(coaching=Coaching.objects.get(trainer=cole), by=cole, at=NOON)
    second.refresh_from_db()
    assert second.is_lead


def test_the_lead_stays_when_another_trainer_leaves(ana, cole, tess):
    second = start_coaching(tess, ana)
    coaching.end(coaching=second, by=tess, at=NOON)
    assert Coaching.objects.get(trainer=cole).is_lead


def test_withdrawing_an_invitation_spoils_its_link(tess):
    invitation, secret = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    coaching.end(coaching=invitation, by=tess, at=NOON)
    assert not Coaching.objects.with_token(secret).exists()


def test_the_end_of_coaching_and_a_withdrawn_invitation_are_announced(
    ana, cole, tess, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr(events._announced, "send_robust", lambda sender, event: heard.append(event))
    relation = Coaching.objects.get()
    invitation, _ = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    with django_capture_on_commit_callbacks(execute=True):
        coaching.end(coaching=relation, by=ana, at=NOON)
        coaching.end(coaching=invitation, by=tess, at=NOON)
    assert heard == [
        AccessChanged(trainer_id=cole.pk, trainee_id=ana.pk, scopes=()),
        CoachingEnded(coaching_id=relation.pk, trainer_id=cole.pk, trainee_id=ana.pk),
        InvitationChanged(trainer_id=tess.pk, email="new@example.com"),
    ]


def test_two_can_begin_again_after_the_end(ana, cole):
    coaching.end(coaching=Coaching.objects.get(), by=ana, at=NOON)
    again = start_coaching(cole, ana)
    assert again.is_lead
    assert coaching.trainee_ids_of(cole) == [ana.pk]
