from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import public, signed_in
from training import catalogue, exercises
from training.cards import cards, gear_in_words, in_words
from training.forms.exercises import ExerciseForm, LibraryForm
from training.models import Exercise
from training.taxonomy import Muscle
from training.views.exercise_history import history_of

PER_PAGE = 36


@public
def library(request: HttpRequest) -> HttpResponse:
    """The exercise library: searched, filtered, a page at a time."""
    form = LibraryForm(request.GET)
    shelf = catalogue.shelf(request.user)
    found = shelf.find(form.value("q"), form.filters())
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "found": len(found),
        "total": len(shelf.everything),
        "page": page,
        "cards": cards(page.object_list, user=request.user),
        "next_url": form.link(page=page.next_page_number()) if page.has_next() else "",
        "chips": form.chips(),
        "pick": form.link_start("muscle"),
        "equipment": form.equipment_choices(shelf.everything),
    }
    return render(request, "training/exercises.html", context)


@public
def detail(request: HttpRequest, slug: str) -> HttpResponse:
    """One exercise: how to do it, what it trains, and what one has done with it."""
    visible = Exercise.objects.visible_to(request.user).prefetch_related("muscles", "equipment")
    exercise = get_object_or_404(visible, slug=slug)
    substitutes = Exercise.objects.visible_to(request.user).in_use()
    context = {
        "exercise": exercise,
        "gear": gear_in_words(exercise),
        "main": catalogue.main_muscles(exercise),
        "helping": catalogue.helping_muscles(exercise),
        "main_in_words": in_words(Muscle(m).label for m in catalogue.main_muscles(exercise)),
        "helping_in_words": in_words(Muscle(m).label for m in catalogue.helping_muscles(exercise)),
        "substitutes": substitutes.filter(substituting__exercise=exercise)
        .order_by("substituting__position")
        .prefetch_related("muscles", "equipment"),
    }
    if request.user.is_authenticated:
        context |= history_of(request, exercise)
        context["may_edit"] = exercise.can_be_edited_by(request.user)
    return render(request, "training/exercise.html", context)


@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """An exercise of one's own."""
    form = ExerciseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = exercises.create_private(owner=request.user, **form.details())
        except exercises.ExerciseNameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("training:exercise", made.slug)
    status = 422 if form.errors else 200
    return render(request, "training/exercise_form.html", {"form": form}, status=status)


@signed_in
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    exercise = _own(request, slug)
    form = ExerciseForm(request.POST or None, exercise=exercise)
    if request.method == "POST" and form.is_valid():
        try:
            exercises.revise(exercise=exercise, **form.details())
        except exercises.ExerciseNameTaken as refusal:
            form.add_error("name", str(refusal))
        else:
            return redirect("training:exercise", exercise.slug)
    context = {"form": form, "exercise": exercise}
    status = 422 if form.errors else 200
    return render(request, "training/exercise_form.html", context, status=status)


@signed_in
@require_POST
def retire(request: HttpRequest, slug: str) -> HttpResponse:
    exercises.retire(exercise=_own(request, slug), at=timezone.now())
    return redirect("training:exercise", slug)


@signed_in
@require_POST
def restore(request: HttpRequest, slug: str) -> HttpResponse:
    exercises.restore(exercise=_own(request, slug))
    return redirect("training:exercise", slug)


def _own(request, slug):
    """An exercise this person may change: 404 where it is hidden, 403 where it is not theirs."""
    exercise = get_object_or_404(Exercise.objects.visible_to(request.user), slug=slug)
    if not exercise.can_be_edited_by(request.user):
        raise PermissionDenied
    return exercise
