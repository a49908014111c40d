"""Where I am signed in, ending it, and proving that it is me where nobody here can."""

from allauth.account.utils import get_next_redirect_url
from allauth.socialaccount.adapter import get_adapter
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import logout
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from accounts import devices
from accounts.access import signed_in
from accounts.proof import proved
from accounts.visits import end_sessions, visits_of

NEWEST = 50


@signed_in
@require_GET
def sessions(request):
    visits = list(visits_of(request.user, at=timezone.now())[:NEWEST])
    for visit in visits:
        visit.device = devices.named(visit.user_agent)
        visit.is_handheld = devices.is_handheld(visit.user_agent)
        visit.is_this_one = visit.session_key == request.session.session_key
    return render(request, "accounts/sessions.html", {"visits": visits})


@signed_in
@require_POST
def end(request, pk):
    visit = get_object_or_404(UserSession.objects.filter(user=request.user), pk=pk)
    if visit.session_key == request.session.session_key:
        logout(request)
        visit.delete()
        return redirect("/")
    visit.end()
    messages.success(request, f"{devices.named(visit.user_agent)} is signed out.")
    return redirect("accounts:sessions")


@signed_in
@require_POST
@proved
def end_others(request):
    ended = end_sessions(user=request.user, but=request.session.session_key)
    told = f"Signed out on {ended} other device{'s' if ended != 1 else ''}."
    messages.success(request, told if ended else "You were signed in nowhere else.")
    return redirect("accounts:sessions")


@signed_in
@require_GET
def prove(request):
    """For who has no factor here: sign in again with Google or Apple, or get a password."""
    connected = request.user.socialaccount_set.values_list("provider", flat=True)
    offered = get_adapter(request).list_providers(request)
    context = {
        "providers": [provider for provider in offered if provider.id in connected],
        "next": get_next_redirect_url(request) or "",
    }
    return render(request, "accounts/prove.html", context)
