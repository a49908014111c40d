from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import coaching
from accounts.access import require_trainer, signed_in
from accounts.forms import InviteForm, ScopesForm
from accounts.models import Coaching, Scope
from fitapp.lib.errors import Refused


@require_trainer
def index(request):
    """Whom the trainer has invited, coaches, and has paused."""
    form = InviteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            coaching.invite(trainer=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            messages.success(request, f"Invitation sent to {form.cleaned_data['email']}.")
            return redirect("accounts:coaching")
    mine = Coaching.objects.filter(trainer=request.user).with_people()
    context = {
        "form": form,
        "invitations": mine.filter(status=Coaching.Status.INVITED).newest_first(),
        "trainees": coaching.with_scopes(mine.under_way().order_by("status", "-started_at", "pk")),
        "now": timezone.now(),
    }
    status = 400 if form.errors else 200
    return render(request, "accounts/coaching.html", context, status=status)


@require_trainer
@require_POST
def resend(request, pk):
    invited = Coaching.objects.filter(trainer=request.user, status=Coaching.Status.INVITED)
    invitation = get_object_or_404(invited, pk=pk)
    coaching.invite(trainer=request.user, email=invitation.email, at=timezone.now())
    messages.success(request, f"A new link is on its way to {invitation.email}.")
    return redirect("accounts:coaching")


@signed_in
@require_POST
def end(request, pk):
    """Either side ends it; the trainer withdraws an invitation."""
    relation = find(request, pk)
    was_open = relation.status == Coaching.Status.INVITED
    coaching.end(coaching=relation, by=request.user, at=timezone.now())
    messages.success(request, "Invitation withdrawn." if was_open else "Coaching has ended.")
    return back(request, relation)


@signed_in
@require_POST
def pause(request, pk):
    relation = find(request, pk)
    coaching.pause(coaching=relation)
    messages.success(request, "Paused. Nothing is shared until it goes on.")
    return back(request, relation)


@signed_in
@require_POST
def resume(request, pk):
    relation = find_of_trainee(request, pk)
    coaching.resume(coaching=relation, scopes=agreed(request))
    messages.success(request, f"{relation.trainer.name} coaches you again.")
    return back(request, relation)


@signed_in
@require_POST
def share(request, pk):
    relation = find_of_trainee(request, pk)
    coaching.set_scopes(coaching=relation, scopes=[Scope.TRAINING, *agreed(request)])
    messages.success(request, f"{relation.trainer.name} sees what you chose.")
    return back(request, relation)


@signed_in
@require_POST
def accept(request, pk):
    """Without the link: the address it was sent to is one of the person's own."""
    relation = find_of_trainee(request, pk)
    now = timezone.now()
    coaching.accept(coaching=relation, trainee=request.user, scopes=agreed(request), at=now)
    return welcomed(request, relation)


@signed_in
@require_POST
def decline(request, pk):
    relation = find_of_trainee(request, pk)
    coaching.decline(coaching=relation, by=request.user, at=timezone.now())
    messages.success(request, "Declined.")
    return back(request, relation)


def find(request, pk):
    relation = get_object_or_404(Coaching.objects.visible_to(request.user), pk=pk)
    if not relation.can_be_edited_by(request.user):
        raise PermissionDenied
    return relation


def find_of_trainee(request, pk):
    """The trainee alone says what is shared."""
    relation = find(request, pk)
    if not relation.is_for(request.user):
        raise PermissionDenied("Only the trainee may do this.")
    return relation


def agreed(request):
    form = ScopesForm(request.POST)
    return form.cleaned_data["scopes"] if form.is_valid() else []


def welcomed(request, relation):
    messages.success(request, f"{relation.trainer.name} coaches you now.")
    return redirect("pages:today")


def back(request, relation):
    if relation.trainer_id == request.user.pk:
        return redirect("accounts:coaching")
    return redirect(f"{reverse('accounts:settings')}#coaching")
