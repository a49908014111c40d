from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts import blocking
from accounts.access import signed_in
from accounts.forms import BlockForm
from accounts.models import Block


@signed_in
@require_POST
def block(request):
    """Have nothing more to do with somebody. Nobody but the one who asks is told."""
    form = BlockForm(request.POST)
    form.is_valid()
    known = blocking.blockable_by(request.user).select_related("profile")
    person = get_object_or_404(known, pk=form.cleaned_data.get("user"))
    blocking.block(blocker=request.user, blocked=person, at=timezone.now())
    messages.success(request, f"{person.name} is blocked. You do not see each other any more.")
    return to_blocked()


@signed_in
@require_POST
def unblock(request, pk):
    mine = Block.objects.visible_to(request.user).with_blocked()
    block = get_object_or_404(mine, pk=pk)
    blocking.unblock(block=block)
    messages.success(request, f"{block.blocked.name} is no longer blocked.")
    return to_blocked()


def to_blocked():
    return redirect(f"{reverse('accounts:settings')}#privacy")
