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
from training import comparing, pausing, planning, updates
from training.forms.planning import AssignForm, ResumeForm, TermsForm
from training.models import Assignment, Program
from training.views.programs import find_program

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
def assignment(request: HttpRequest, pk) -> HttpResponse:
    """How a running program goes on: what a missed day does, its end, a pause."""
    found = _assignment(request, pk)
    form = TermsForm(initial={"mode": found.mode, "open_end": found.open_end})
    resume = ResumeForm()
    if request.method == "POST":
        act = request.POST.get("act")
        form = TermsForm(request.POST) if act == "change" else form
        resume = ResumeForm(request.POST) if act == "resume" else resume
        if said := _go_on(found, act, form, resume):
            messages.success(request, said)
            return redirect("training:assignment", found.pk)
    context = {
        "assignment": found,
        "is_own": found.trainee == request.user,
        "form": form,
        "resume": resume,
        "calendar": _calendar_of(found.trainee, request.user),
    }
    return render(request, "training/assignment.html", context, status=_status(form, resume))


def _status(*forms):
    return 400 if any(form.is_bound and not form.is_valid() for form in forms) else 200


def _go_on(found, act, form, resume):
    """Do what was asked, and say it; nothing where the form is wrong."""
    at, name = timezone.now(), found.program_name
    if act == "pause":
        pausing.pause(assignment=found, at=at)
        return f"{name} is paused from today on. Nothing is missed meanwhile."
    if act == "resume" and resume.is_valid():
        pausing.resume(assignment=found, at=at, **resume.cleaned_data)
        return f"{name} goes on."
    if act == "change" and form.is_valid():
        planning.change_terms(assignment=found, at=at, **form.cleaned_data)
        return f"{name} goes on like this."
    return ""


@signed_in
def update_program(request: HttpRequest, pk) -> HttpResponse:
    """Everybody who trains with an older version of a program, and what an update changes for
    each; a post updates those who are chosen."""
    program = find_program(request, pk)
    at = timezone.now()
    outcomes = _update_chosen(request, program, at) if request.method == "POST" else []
    if outcomes and not any(outcome.refused for outcome in outcomes):
        people = len(outcomes)
        whom = "1 person" if people == 1 else f"{people} people"
        messages.success(request, f"{program.name} is up to date for {whom}.")
        return redirect("training:program-update", program.pk)
    context = {
        "program": program,
        "newest": program.current(),
        "outdated": updates.outdated(program, reader=request.user, at=at),
        "outcomes": outcomes,
        "is_nobody": request.method == "POST" and not outcomes,
    }
    status = 200 if request.method == "GET" else 409 if outcomes else 400
    return render(request, "training/update_program.html", context, status=status)


def _update_chosen(request, program, at):
    """Of those this person may change: `assignment` names who is chosen."""
    rows = Assignment.objects.visible_to(request.user).running()
    rows = rows.filter(version__program=program).select_related(
        "trainee__profile", "version__program"
    )
    asked = set(request.POST.getlist("assignment"))
    chosen = [row for row in rows if str(row.pk) in asked and row.can_be_edited_by(request.user)]
    return updates.update_each(chosen, at=at, to=_version_seen(request))


def _version_seen(request):
    seen = request.POST.get("newest", "")
    return int(seen) if seen.isascii() and seen.isdigit() and len(seen) < 7 else None


@signed_in
def update_assignment(request: HttpRequest, pk) -> HttpResponse:
    """What a newer version of the program changes in the plan; a post changes it."""
    assignment = _assignment(request, pk)
    at = timezone.now()
    if request.method == "POST":
        updates.update_assignment(assignment=assignment, at=at, to=_version_seen(request))
        messages.success(request, f"The plan follows {assignment.program_name} as it is now.")
        return redirect(_calendar_of(assignment.trainee, request.user))
    context = {
        "assignment": assignment,
        "is_own": assignment.trainee == request.user,
        "newer": updates.newer_version(assignment),
        "changes": (changes := updates.changes_for(assignment, at=at)),
        "alike": comparing.alike(changes),
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
