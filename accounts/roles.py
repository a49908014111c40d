"""What a person may do beyond training, and whether they may sign in at all."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from django.contrib.auth.models import Group
from django.db import transaction
from django.db.models import Q

from accounts import coaching
from accounts.events import AccountDeleted, PersonDeactivated
from accounts.models import Coaching, Token, TrainerApplication, User
from accounts.models.people import ADMINS, TRAINEES, TRAINERS
from accounts.visits import end_sessions
from fitapp.lib.errors import Refused
from fitapp.lib.pictures import delete_file_later


class LastAdmin(Refused):
    pass


class NotYourself(Refused):
    pass


@transaction.atomic
def set_roles(*, user: User, roles: Collection[str], by: User | None, at: datetime) -> None:
    """Give exactly these roles; everyone stays a trainee. Admins may enter the admin pages.

    Who stops being a trainer stops coaching, and sees nobody's data any more.

    Raises NotYourself, where an admin would lock themselves out.
    """
    wanted = {TRAINEES, *roles}
    if user == by and ADMINS not in wanted:
        raise NotYourself("Another admin has to take this role from you.")
    if user.is_trainer and TRAINERS not in wanted:
        end_coachings(Q(trainer=user), by=by, at=at)
    if TRAINERS in wanted:  # whoever is made one without it need not wait for an answer
        answer = {"decided_at": at, "decided_by": by, "approved": True}
        TrainerApplication.objects.open().filter(user=user).update(**answer)
    user.groups.set(Group.objects.filter(name__in=wanted))
    user.is_staff = ADMINS in wanted
    user.is_superuser = ADMINS in wanted
    user.save(update_fields=["is_staff", "is_superuser"])
    user.__dict__.pop("role_names", None)


@transaction.atomic
def set_active(*, user: User, active: bool, by: User, at: datetime) -> None:
    """Let a person in, or shut them out: sessions and tokens end with the next request, and do not
    come back when the person does.

    Who is shut out coaches nobody and shares nothing: coaching is paused, and invitations are
    withdrawn. Letting them in again resumes nothing; each trainee does that.

    Raises NotYourself.
    """
    if user == by and not active:
        raise NotYourself("Another admin has to deactivate you.")
    user.is_active = active
    user.save(update_fields=["is_active"])
    if not active:
        end_sessions(user=user)
        Token.objects.filter(user=user, revoked_at=None).update(revoked_at=at)
        PersonDeactivated(user_id=user.pk).publish()
        rest_coachings(user=user, by=by, at=at)


def rest_coachings(*, user: User, by: User, at: datetime) -> None:
    """Keep the relations of somebody who is shut out, with nothing shared."""
    for relation in Coaching.objects.active().filter(Q(trainer=user) | Q(trainee=user)):
        coaching.pause(coaching=relation)
    end_coachings(Q(trainer=user, status=Coaching.Status.INVITED), by=by, at=at)


@transaction.atomic
def delete_account(*, user: User, by: User, at: datetime) -> None:
    """Delete a person and everything that is theirs. What they shared with trainers goes too.

    Raises LastAdmin.
    """
    admins = User.objects.filter(groups__name=ADMINS, is_active=True)
    if user.is_admin and not admins.exclude(pk=user.pk).exists():
        raise LastAdmin("Make somebody else an admin first.")
    end_coachings(Q(trainer=user) | Q(trainee=user), by=by, at=at)
    delete_file_later(user.profile, user.profile.picture.name)
    invitations = Coaching.objects.filter(trainee=None, email__in=user.verified_addresses)
    invitations.delete()  # they hold the address, and nobody is left whom they were meant for
    AccountDeleted(user_id=user.pk).publish()
    user.delete()


def end_coachings(which: Q, *, by: User | None, at: datetime) -> None:
    for relation in Coaching.objects.filter(which).exclude(status=Coaching.Status.ENDED):
        coaching.end(coaching=relation, by=by, at=at)
