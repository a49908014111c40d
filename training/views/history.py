from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from accounts.access import signed_in
from training import browsing
from training.forms.browsing import SessionsForm
from training.models import Session
from training.whose import trainee_asked_for


@signed_in
def sessions(request: HttpRequest) -> HttpResponse:
    """The history, newest first, narrowed to an exercise or to some days."""
    trainee = trainee_asked_for(request)
    form = SessionsForm(request.GET, exercises=browsing.exercises_done(trainee))
    narrowed = form.narrowed()
    page = browsing.browse(
        trainee,
        **narrowed,
        after=_session_named(request, trainee, "after"),
        before=_session_named(request, trainee, "before"),
    )
    context = {
        "trainee": trainee,
        "is_own": trainee == request.user,
        "form": form,
        "is_narrowed": any(narrowed.values()),
        "page": page,
        "older": page.older and page.sessions and _link(request, after=page.sessions[-1].pk),
        "newer": page.newer and page.sessions and _link(request, before=page.sessions[0].pk),
        "first": request.path if page.newer and not page.sessions else "",
    }
    return render(request, "training/sessions.html", context)


def _session_named(request, trainee, name):
    """Where a page begins; the list begins anew where that session is gone."""
    try:
        return Session.objects.filter(trainee=trainee, pk=UUID(request.GET.get(name, ""))).first()
    except ValueError:
        return None


def _link(request, **place):
    query = request.GET.copy()
    for name in ("after", "before"):
        query.pop(name, None)
    query.update({name: str(pk) for name, pk in place.items()})
    return f"?{query.urlencode()}"
