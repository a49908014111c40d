"""The link in the mail. Who holds it may answer, with whatever account is theirs."""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import coaching
from accounts.access import public, signed_in
from accounts.models import Coaching, User
from accounts.models.blocks import are_kept_apart
from accounts.switches import switches
from accounts.views.coachings import agreed, welcomed


@public
@require_GET
def invitation(request, token):
    found = find(request, token)
    if found is None or not found.is_open_at(timezone.now()):
        return gone(request, found)
    if not request.user.is_authenticated:
        # The link came by mail to this address, so an account made for it needs no other proof.
        get_adapter(request).stash_verified_email(request, found.email)
    context = {
        "invitation": found,
        "token": token,
        "switches": switches([], is_minor=is_minor(request.user)),
        "own": found.trainer_id == request.user.pk,
        "has_account": User.objects.filter(email=found.email).exists(),
    }
    return render(request, "accounts/invitation.html", context)


@signed_in
@require_POST
def accept(request, token):
    found = find(request, token)
    if found is None or not found.is_open_at(timezone.now()):
        return gone(request, found)
    now = timezone.now()
    coaching.accept(coaching=found, trainee=request.user, scopes=agreed(request), at=now)
    return welcomed(request, found)


@public
@require_POST
def decline(request, token):
    """Also without an account: the link is enough to say no."""
    found = find(request, token)
    if found is None:
        return gone(request, found)
    by = request.user if request.user.is_authenticated else None
    coaching.decline(coaching=found, by=by, at=timezone.now())
    messages.success(request, f"Declined. {found.trainer.name} sees nothing of yours.")
    return redirect("/")


def find(request, token):
    """The invitation of this link. Between people who are kept apart there is none."""
    found = Coaching.objects.with_people().with_token(token).first()
    reader = request.user
    if found is None or not reader.is_authenticated or not are_kept_apart(reader, found.trainer):
        return found
    return None


def is_minor(reader):
    return reader.is_authenticated and reader.profile.is_minor_at(timezone.now())


def gone(request, found):
    """410 for a link that has run out; 404 for one used, withdrawn, replaced or mistyped."""
    context = {"invitation": found}
    return render(request, "accounts/invitation_gone.html", context, status=410 if found else 404)
