from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static

from accounts.access import signed_in
from training import catalogue
from training.documents import read_document
from training.marks import unwanted_by
from training.models import Assignment, Exercise
from training.taxonomy import Muscle, Tracking
from training.views.programs import find_program

SHOWN = 24


@signed_in
def edit(request, pk):
    """The builder: the document, and what it needs to know of the exercises in it."""
    program = find_program(request, pk, to_edit=True)
    if program.archived_at is not None:
        return redirect("training:program", program.pk)
    document = read_document(program.current())
    rows = Assignment.objects.visible_to(request.user).running().filter(version__program=program)
    trainee_ids = set(rows.values_list("trainee_id", flat=True))
    context = {
        "program": program,
        "is_in_use": bool(trainee_ids),
        "document": document,
        "cards": _cards_of(document),
        "muscles": dict(Muscle.choices),
        "unwanted": unwanted_by(trainee_ids, reader=request.user),
    }
    return render(request, "training/program_edit.html", context)


@signed_in
def exercise_choices(request):
    """Exercises for the builder's search; typing errors are forgiven."""
    found = catalogue.find(request.GET.get("q", "")[:100], user=request.user)[:SHOWN]
    response = JsonResponse({"exercises": [card(exercise) for exercise in found]})
    response["Cache-Control"] = "private, no-store"
    return response


def card(exercise):
    """What the builder shows of an exercise and reckons with."""
    gear = [row.get_equipment_display() for row in exercise.equipment.all()]
    return {
        "slug": exercise.slug,
        "name": exercise.name,
        "about": ", ".join([*gear[:1], exercise.get_pattern_display().lower()]),
        "picture": static(f"img/exercises/{exercise.pictogram or 'undrawn'}.svg"),
        "tracking": exercise.tracking,
        "figures": Tracking(exercise.tracking).figures,
        "unilateral": exercise.unilateral,
        "muscles": {row.muscle: float(row.share) for row in exercise.muscles.all()},
    }


def _cards_of(document):
    slugs = {
        item["exercise"]
        for block in document["blocks"]
        for workout in block["workouts"]
        for group in workout["groups"]
        for item in group["items"]
    }
    rows = Exercise.objects.filter(slug__in=slugs).prefetch_related("muscles", "equipment")
    return {exercise.slug: card(exercise) for exercise in rows}
