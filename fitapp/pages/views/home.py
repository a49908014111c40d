from allauth.account.forms import LoginForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.access import public
from fitapp.pages.navigation import start_of


@public
def home(request: HttpRequest) -> HttpResponse:
    """What this is, with the sign-in beside it. Whoever is signed in goes on to their work."""
    if request.user.is_authenticated:
        return redirect(start_of(request.user))
    return render(request, "pages/landing.html", {"form": LoginForm(request=request)})
