from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import public, signed_in
from training import shelf
from training.documents import copy_program, create_program, read_document
from training.forms.programs import NewProgramForm
from training.models import Assignment, Exercise, Program
from training.outlines import outline


def find_program(request, pk, *, to_edit=False):
    """A program this person can reach: hidden is 404, forbidden 403."""
    programs = Program.objects.visible_to(request.user).select_related("owner__profile")
    program = get_object_or_404(programs, pk=pk)
    if to_edit and not program.can_be_edited_by(request.user):
        raise PermissionDenied("Only its owner may change a program. Copy it to make it yours.")
    return program


@public
def programs(request):
    return render(request, "training/programs.html", {"shelves": shelf.shelves(request.user)})


@public
def program(request, pk):
    found = find_program(request, pk)
    version = found.current()
    document = read_document(version)
    running = _running(request.user, found)
    context = {
        "program": found,
        "version": version,
        "outline": outline(document, _pictograms(document), unit=_unit(request.user)),
        "running": running,
        "has_outdated": any(row.version.number < version.number for row in running),
        "may_edit": request.user.is_authenticated and found.can_be_edited_by(request.user),
    }
    return render(request, "training/program.html", context)


@signed_in
def new_program(request):
    form = NewProgramForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = create_program(owner=request.user, document=form.document(), at=timezone.now())
        return redirect("training:program-edit", made.pk)
    context = {"form": form, "templates": shelf.templates()}
    return render(request, "training/program_new.html", context)


@signed_in
@require_POST
def copy(request, pk):
    made = copy_program(program=find_program(request, pk), by=request.user, at=timezone.now())
    messages.success(request, f"“{made.name}” is yours now. Change what you like.")
    return redirect("training:program", made.pk)


@signed_in
@require_POST
def archive(request, pk):
    found = find_program(request, pk, to_edit=True)
    found.archive(at=timezone.now())
    messages.success(request, f"{found.name} is archived. Who trains with it keeps training.")
    return redirect("training:programs")


def _unit(user):
    return user.profile.load_unit if user.is_authenticated else "kg"


def _pictograms(document):
    slugs = {
        item["exercise"]
        for block in document["blocks"]
        for workout in block["workouts"]
        for group in workout["groups"]
        for item in group["items"]
    }
    return dict(Exercise.objects.filter(slug__in=slugs).values_list("slug", "pictogram"))


def _running(user, program):
    """Who of those this person may see trains with it now."""
    if not user.is_authenticated:
        return []
    rows = Assignment.objects.visible_to(user).running().filter(version__program=program)
    return list(rows.select_related("trainee__profile", "version").newest_first())
