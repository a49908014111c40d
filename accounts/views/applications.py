from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import applications
from accounts.access import signed_in
from accounts.forms import ApplicationForm
from accounts.models import TrainerApplication
from fitapp.lib.errors import Refused


@signed_in
def become_a_trainer(request):
    """Apply to be a trainer, or see how the application stands."""
    user, now = request.user, timezone.now()
    form = ApplicationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = applications.apply(user=user, at=now, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return applied(request, made)
    context = {
        "form": form,
        "application": applications.last_of(user),
        "needs_approval": settings.TRAINERS_NEED_APPROVAL,
        "is_minor": user.profile.is_minor_at(now),
    }
    status = 400 if form.errors else 200
    return render(request, "accounts/become_a_trainer.html", context, status=status)


def applied(request, application):
    if application.approved:
        messages.success(request, "You are a trainer now. Invite whom you train.")
        return redirect("pages:trainees")
    messages.success(request, "Your application is sent. You hear by mail how it is decided.")
    return redirect("accounts:become-a-trainer")


@signed_in
@require_POST
def withdraw(request):
    mine = TrainerApplication.objects.open().filter(user=request.user)
    applications.withdraw(application=get_object_or_404(mine))
    messages.success(request, "Your application is taken back.")
    return redirect("accounts:become-a-trainer")
