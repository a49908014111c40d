from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from training import planning
from training.brief import brief
from training.forms.planning import MoveForm
from training.models import PlannedSession


def _planned(request, pk):
    planned = get_object_or_404(
        PlannedSession.objects.visible_to(request.user).select_related(
            "trainee__profile", "assignment", "session"
        ),
        pk=pk,
    )
    at = timezone.now()
    planning.catch_up(at=at, trainee_ids=[planned.trainee_id])
    planned.refresh_from_db(fields=["date", "missed_at"])
    return planned, at


def editable(request, pk):
    planned, at = _planned(request, pk)
    if not planned.can_be_edited_by(request.user):
        raise PermissionDenied
    return planned, at


@signed_in
def planned_session(request: HttpRequest, pk) -> HttpResponse:
    """What is meant, and what can still be done about it."""
    planned, at = _planned(request, pk)
    return render(request, "training/planned_session.html", _context(request, planned, at))


def _context(request, planned, at, form=None):
    today = planning.today_of(planned.trainee, at)
    return {
        "planned": planned,
        "today": today,
        "is_own": planned.trainee == request.user,
        "lines": brief(
            document=planned.document, trainee=planned.trainee, before=at, reader=request.user
        ),
        "form": form or MoveForm(initial={"to": max(planned.date, today)}),
    }


@signed_in
@require_POST
def move(request: HttpRequest, pk) -> HttpResponse:
    planned, at = editable(request, pk)
    form = MoveForm(request.POST)
    if not form.is_valid():
        context = _context(request, planned, at, form)
        return render(request, "training/planned_session.html", context, status=400)
    planning.move(planned=planned, at=at, **form.cleaned_data)
    day = date_format(planned.date, "l j F")
    messages.success(request, f"{planned.name} is planned for {day}.")
    return redirect("training:planned-session", planned.pk)


@signed_in
@require_POST
def skip(request: HttpRequest, pk) -> HttpResponse:
    planned, at = editable(request, pk)
    planned.skip(at=at)
    messages.success(request, f"{planned.name} is skipped.")
    return redirect("training:planned-session", planned.pk)
