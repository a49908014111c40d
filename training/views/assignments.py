from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from accounts.coaching import trainee_ids_of
from fitapp.lib.errors import Refused
from training import planning, updates
from training.forms.planning import AssignForm
from training.models import Assignment, Program

PREVIEWED = 8


@signed_in
def assign(request: HttpRequest, pk) -> HttpResponse:
    """Give a program to people. Without a choice of `assign`, a post only shows the days."""
    program = get_object_or_404(Program.objects.visible_to(request.user).in_use(), pk=pk)
    version = program.current()
    asked = {"trainees": request.GET.getlist("trainee")} if "trainee" in request.GET else {}
    form = AssignForm(
        request.POST or None,
        initial=asked,
        user=request.user,
        trainees=trainee_ids_of(request.user),
    )
    if "assign" in request.POST and form.is_valid():
        try:
            return _assign(request, version, form)
        except Refused as refused:
            form.add_error(None, str(refused))
    template = "training/_assign_preview.html" if request.htmx else "training/assign.html"
    context = {"program": program, "form": form, "days": _first_days(version, form)}
    return render(request, template, context)


def _assign(request, version, form):
    terms = dict(form.cleaned_data)
    trainees = list(terms.pop("trainees"))
    planning.assign_to_each(
        trainees=trainees, version=version, by=request.user, at=timezone.now(), **terms
    )
    names = [trainee.name for trainee in trainees if trainee != request.user]
    if request.user in trainees:
        names.append("you")
    whom = " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
    messages.success(request, f"{version.program.name} is planned for {whom}.")
    return redirect(_calendar_of(trainees[0], request.user))


def _calendar_of(trainee, reader):
    url = reverse("training:calendar")
    return url if trainee == reader else f"{url}?trainee={trainee.pk}"


def _first_days(version, form):
    """The first workouts as the form would plan them, or none while it is wrong."""
    if form.is_bound:
        form.is_valid()
        data = form.cleaned_data
    else:
        data = {"starts_on": form["starts_on"].initial, "weekdays": []}
    if data.get("starts_on") is None:
        return []
    return planning.first_days(
        version, starts_on=data["starts_on"], weekdays=data.get("weekdays", []), count=PREVIEWED
    )


def _assignment(request, pk):
    rows = Assignment.objects.visible_to(request.user)
    assignment = get_object_or_404(
        rows.select_related("trainee__profile", "version__program"), pk=pk
    )
    if not assignment.can_be_edited_by(request.user):
        raise PermissionDenied
    return assignment


@signed_in
def update_assignment(request: HttpRequest, pk) -> HttpResponse:
    """What a newer version of the program changes in the plan; a post changes it."""
    assignment = _assignment(request, pk)
    at = timezone.now()
    if request.method == "POST":
        seen = request.POST.get("newest", "")
        to = int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 7 else None
        updates.update_assignment(assignment=assignment, at=at, to=to)
        messages.success(request, f"The plan follows {assignment.program_name} as it is now.")
        return redirect(_calendar_of(assignment.trainee, request.user))
    context = {
        "assignment": assignment,
        "is_own": assignment.trainee == request.user,
        "newer": updates.newer_version(assignment),
        "changes": updates.changes_for(assignment, at=at),
        "calendar": _calendar_of(assignment.trainee, request.user),
    }
    return render(request, "training/update_assignment.html", context)


@signed_in
@require_POST
def end_assignment(request: HttpRequest, pk) -> HttpResponse:
    assignment = _assignment(request, pk)
    planning.end_assignment(assignment=assignment, at=timezone.now())
    messages.success(request, f"{assignment.program_name} has ended. What was done stays.")
    return redirect(_calendar_of(assignment.trainee, request.user))
