from datetime import timedelta

import pytest

from accounts import coaching
from accounts.events import AccessChanged, CoachingStarted
from accounts.models import Coaching, ProfileGrant, Scope
from conftest import NOON, make_user, start_coaching
from fitapp.lib import events


@pytest.fixture
def invitation(tess, sam) -> Coaching:
    return coaching.invite(trainer=tess, email=sam.email, at=NOON)[0]


def test_accepting_starts_coaching_and_grants_what_was_agreed(invitation, tess, sam):
    coaching.accept(coaching=invitation, trainee=sam, scopes=["body"], at=NOON)
    assert (invitation.status, invitation.trainee, invitation.started_at) == ("active", sam, NOON)
    assert invitation.token_digest is None
    assert coaching.scopes_of(invitation) == ["training", "body"]
    assert coaching.trainee_ids_of(tess) == [sam.pk]
    assert coaching.trainer_ids_of(sam) == [tess.pk]


@pytest.mark.parametrize("scope", Scope)
def test_may_see_follows_the_scopes(invitation, tess, sam, ana, scope):
    coaching.accept(coaching=invitation, trainee=sam, scopes=["health"], at=NOON)
    assert coaching.may_see(tess, sam.pk, scope) == (scope in {"training", "health"})
    assert coaching.may_see(sam, sam.pk, scope)
    assert not coaching.may_see(ana, sam.pk, scope)
    assert not coaching.may_see(sam, tess.pk, scope)


def test_the_grants_are_guardian_permissions_on_the_profile(invitation, tess, sam):
    coaching.accept(coaching=invitation, trainee=sam, scopes=["photos"], at=NOON)
    assert tess.has_perm("accounts.see_photos", sam.profile)
    assert not tess.has_perm("accounts.see_body", sam.profile)


def test_the_first_trainer_leads_and_the_second_does_not(invitation, cole, sam):
    coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON)
    second = start_coaching(cole, sam)
    assert invitation.is_lead
    assert not second.is_lead


def test_the_holder_of_the_link_may_accept_with_another_account(invitation, ana):
    coaching.accept(coaching=invitation, trainee=ana, scopes=[], at=NOON)
    assert invitation.trainee == ana


@pytest.mark.parametrize("days", [14, 15])
def test_an_invitation_that_has_run_out_cannot_be_accepted(invitation, sam, days):
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON + timedelta(days=days))
    assert not ProfileGrant.objects.exists()


def test_an_invitation_is_used_once(invitation, sam, ana):
    again = Coaching.objects.get(pk=invitation.pk)
    coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON)
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=again, trainee=ana, scopes=[], at=NOON)
    assert Coaching.objects.get(pk=invitation.pk).trainee == sam


def test_an_invitation_withdrawn_in_the_meantime_cannot_be_accepted(invitation, tess, sam):
    read_before = Coaching.objects.get(pk=invitation.pk)
    coaching.end(coaching=invitation, by=tess, at=NOON)
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=read_before, trainee=sam, scopes=[], at=NOON)


def test_a_link_replaced_in_the_meantime_opens_nothing(invitation, tess, sam):
    read_before = Coaching.objects.get(pk=invitation.pk)
    coaching.invite(trainer=tess, email=sam.email, at=NOON)
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.accept(coaching=read_before, trainee=sam, scopes=[], at=NOON)


def test_a_second_invitation_from_the_same_trainer_is_refused(invitation, tess, sam):
    other, _ = coaching.invite(trainer=tess, email="sam@work.example", at=NOON)
    coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON)
    with pytest.raises(coaching.AlreadyCoaching):
        coaching.accept(coaching=other, trainee=sam, scopes=[], at=NOON)


def test_trainers_cannot_take_up_their_own_invitation(invitation, tess):
    with pytest.raises(coaching.CannotCoachYourself):
        coaching.accept(coaching=invitation, trainee=tess, scopes=[], at=NOON)


def test_it_is_announced_after_commit(
    invitation, tess, sam, monkeypatch, django_capture_on_commit_callbacks
):
    heard = []
    monkeypatch.setattr(events._announced, "send_robust", lambda sender, event: heard.append(event))
    with django_capture_on_commit_callbacks(execute=True):
        coaching.accept(coaching=invitation, trainee=sam, scopes=[], at=NOON)
        assert heard == []
    assert heard == [
        AccessChanged(trainer_id=tess.pk, trainee_id=sam.pk, scopes=("training",)),
        CoachingStarted(coaching_id=invitation.pk, trainer_id=tess.pk, trainee_id=sam.pk),
    ]


def test_declining_ends_the_invitation_and_the_link(invitation, sam):
    coaching.decline(coaching=invitation, by=sam, at=NOON)
    assert (invitation.status, invitation.ended_by, invitation.token_digest) == ("ended", sam, None)


def test_who_has_only_the_link_may_decline(invitation):
    coaching.decline(coaching=invitation, by=None, at=NOON)
    assert (invitation.status, invitation.ended_by) == ("ended", None)


def test_coaching_under_way_cannot_be_declined(ana, cole):
    with pytest.raises(coaching.InvitationNotOpen):
        coaching.decline(coaching=Coaching.objects.get(), by=ana, at=NOON)
    assert coaching.trainee_ids_of(cole) == [ana.pk]


def test_an_invitation_is_seen_by_whoever_has_shown_to_own_the_address(tess, sam, ana):
    invitation, _ = coaching.invite(trainer=tess, email="sam@work.example", at=NOON)
    assert not Coaching.objects.visible_to(sam).exists()
    sam.emailaddress_set.create(email="sam@work.example", verified=False)
    ana.emailaddress_set.create(email="sam@work.example", verified=True)
    assert not Coaching.objects.visible_to(sam).exists()
    assert Coaching.objects.visible_to(ana).get() == invitation
    assert invitation.is_for(ana)
    assert not invitation.is_for(sam)


def test_an_account_with_an_unproven_address_does_not_see_its_invitations(tess, db):
    impostor = make_user("Ina")
    impostor.emailaddress_set.update(verified=False)
    coaching.invite(trainer=tess, email=impostor.email, at=NOON)
    assert not Coaching.objects.visible_to(impostor).exists()
