import re
from datetime import timedelta
from smtplib import SMTPServerDisconnected

import pytest
from django.core import mail
from django.db import IntegrityError, transaction

from accounts import coaching, invitation_mail
from accounts.models import Coaching
from conftest import NOON, make_user


def link_in(message) -> str:
    return re.search(r"/coaching/invitations/(\S+)/", message.body).group(1)


def test_an_invitation_is_mailed_with_a_link(tess, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        invitation, secret = coaching.invite(trainer=tess, email=" New@Example.com ", at=NOON)
    assert (invitation.email, invitation.status) == ("new@example.com", "invited")
    assert invitation.expires_at == NOON + timedelta(days=14)
    [message] = mail.outbox
    assert message.to == ["new@example.com"]
    assert message.subject == "Tess invites you to train together"
    assert link_in(message) == secret
    assert "14 days" in message.body


def test_the_database_keeps_a_digest_and_not_the_secret(tess):
    invitation, secret = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    assert secret not in str(Coaching.objects.filter(pk=invitation.pk).values().get())
    assert Coaching.objects.with_token(secret).get() == invitation


def test_inviting_again_renews_the_invitation_and_spoils_the_old_link(tess):
    first, old = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    later = NOON + timedelta(days=20)
    second, new = coaching.invite(trainer=tess, email="new@example.com", at=later)
    assert first.pk == second.pk
    assert second.is_open_at(later)
    assert not Coaching.objects.with_token(old).exists()
    assert Coaching.objects.with_token(new).exists()


def test_nobody_is_granted_anything_by_an_invitation(tess, ana):
    coaching.invite(trainer=tess, email=ana.email, at=NOON)
    assert coaching.trainee_ids_of(tess) == []
    assert coaching.trainer_ids_of(ana) == []


def test_a_trainer_cannot_invite_themselves(tess):
    with pytest.raises(coaching.CannotCoachYourself):
        coaching.invite(trainer=tess, email="TESS@example.com", at=NOON)


def test_only_a_trainer_invites(sam):
    with pytest.raises(coaching.NotATrainer):
        coaching.invite(trainer=sam, email="new@example.com", at=NOON)


@pytest.mark.parametrize("paused", [False, True])
def test_somebody_already_coached_cannot_be_invited(ana, cole, paused):
    if paused:
        coaching.pause(coaching=Coaching.objects.get())
    with pytest.raises(coaching.AlreadyCoaching):
        coaching.invite(trainer=cole, email=ana.email, at=NOON)


def test_after_coaching_has_ended_the_trainer_may_ask_again(ana, cole):
    coaching.end(coaching=Coaching.objects.get(), by=ana, at=NOON)
    invitation, _ = coaching.invite(trainer=cole, email=ana.email, at=NOON)
    assert invitation.status == "invited"


def test_two_trainers_may_invite_the_same_person(cole, tess, sam):
    coaching.invite(trainer=cole, email=sam.email, at=NOON)
    coaching.invite(trainer=tess, email=sam.email, at=NOON)
    assert Coaching.objects.filter(email=sam.email, status="invited").count() == 2


def test_one_open_invitation_per_address_is_a_constraint(tess):
    invitation, _ = coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    invitation.pk, invitation.token_digest = None, None
    with pytest.raises(IntegrityError), transaction.atomic():
        invitation.save(force_insert=True)


def test_a_name_of_two_lines_makes_a_subject_of_one(db, django_capture_on_commit_callbacks):
    trainer = make_user("Eve", role="Trainers")
    trainer.profile.name = "Eve\nBcc: everyone@example.com"
    with django_capture_on_commit_callbacks(execute=True):
        coaching.invite(trainer=trainer, email="new@example.com", at=NOON)
    assert mail.outbox[0].subject.startswith("Eve Bcc: everyone@example.com invites")


def test_a_mail_server_that_is_down_is_told_and_the_invitation_kept(
    tess, monkeypatch, django_capture_on_commit_callbacks
):
    def fail(**_):
        raise SMTPServerDisconnected

    monkeypatch.setattr(invitation_mail, "send_mail", fail)
    with (
        pytest.raises(invitation_mail.MailNotSent),
        django_capture_on_commit_callbacks(execute=True),
    ):
        coaching.invite(trainer=tess, email="new@example.com", at=NOON)
    assert Coaching.objects.filter(email="new@example.com", status="invited").exists()
