"""The editor for browsers without JavaScript: one form an act, the same verb behind each."""

from decimal import Decimal

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from accounts.access import signed_in
from fitapp.lib.api import sentences
from fitapp.lib.errors import Refused
from fitapp.lib.units import from_kg, plain
from training import catalogue, editing
from training.documents import read_document, write_document
from training.forms.program_forms import BlockForm, PrescriptionForm, WorkoutForm
from training.models import Exercise
from training.views.programs import find_program


@signed_in
def edit(request, pk):
    program = find_program(request, pk, to_edit=True)
    document = read_document(program.current())
    if request.method == "POST":
        return _act(request, program, document)
    context = {
        "program": program,
        "document": document,
        "blocks": _rows(document, request.user.profile.load_unit),
        "names": [exercise.name for exercise in catalogue.everything(request.user)],
        "kinds": PrescriptionForm.base_fields["load_kind"].choices,
    }
    return render(request, "training/program_forms.html", context)


def _act(request, program, document):
    act, path = ACTS.get(request.POST.get("act")), request.POST.get("place", "")
    back = reverse("training:program-forms", args=[program.pk])
    try:
        if act is None:
            raise LookupError
        if problem := act(request, document, path):
            messages.error(request, problem)
            return redirect(f"{back}#p{path}")
        document["updated_at"] = request.POST.get("updated_at") or document["updated_at"]
        write_document(program=program, document=document, by=request.user, at=timezone.now())
    except (LookupError, ValueError):
        messages.error(request, "That place is gone. The program was changed somewhere else.")
    except Refused as refused:
        messages.error(request, str(refused))
    except ValidationError as error:
        said = [text for texts in sentences(error.detail).values() for text in texts]
        messages.error(request, " ".join(dict.fromkeys(said)))
    return redirect(f"{back}#p{path}")


def _add_block(request, document, path):
    editing.add_block(document)


def _change_block(request, document, path):
    form = BlockForm(request.POST)
    if not form.is_valid():
        return _problem(form)
    return editing.find(document, path).block.update(form.cleaned_data)


def _add_workout(request, document, path):
    form = WorkoutForm(request.POST)
    if not form.is_valid():
        return _problem(form)
    return editing.add_workout(editing.find(document, path).block, **form.cleaned_data)


def _change_workout(request, document, path):
    form = WorkoutForm(request.POST)
    if not form.is_valid():
        return _problem(form)
    return editing.find(document, path).workout.update(form.cleaned_data)


def _add_exercise(request, document, path):
    query = request.POST.get("exercise", "").strip()[:100]
    found = catalogue.search(query, user=request.user) if query else []
    if not found:
        return f"No exercise is called “{query}”." if query else "Say which exercise to add."
    workout = editing.find(document, path).workout
    editing.add_exercise(workout, slug=found[0].slug, figures=found[0].figures)
    messages.success(request, f"{found[0].name} added to {workout['name']}.")
    return None


def _prescribe(request, document, path):
    form = PrescriptionForm(request.POST)
    if not form.is_valid():
        return _problem(form)
    item = editing.find(document, path).item
    item["notes"] = form.cleaned_data["notes"]
    figures = form.figures(request.user.profile.load_unit)
    return editing.prescribe(item, sets=form.cleaned_data["sets"], figures=figures)


def _remove(request, document, path):
    editing.remove(document, path)


def _up(request, document, path):
    editing.shift(document, path, -1)


def _down(request, document, path):
    editing.shift(document, path, 1)


ACTS = {
    "add-block": _add_block,
    "change-block": _change_block,
    "add-workout": _add_workout,
    "change-workout": _change_workout,
    "add-exercise": _add_exercise,
    "prescribe": _prescribe,
    "remove": _remove,
    "up": _up,
    "down": _down,
}


def _problem(form):
    return " ".join(
        f"{form.fields[name].label or name.replace('_', ' ').capitalize()}: {' '.join(texts)}"
        for name, texts in form.errors.items()
    )


def _rows(document, unit):
    """The document with the path of every place, and each item's first working set to change."""
    slugs = {
        item["exercise"]
        for block in document["blocks"]
        for workout in block["workouts"]
        for group in workout["groups"]
        for item in group["items"]
    }
    known = {row.slug: row for row in Exercise.objects.filter(slug__in=slugs)}
    return [
        {
            **block,
            "place": f"{b}",
            "workouts": [
                {
                    **workout,
                    "place": f"{b}.{w}",
                    "items": [
                        _item_row(item, f"{b}.{w}.{g}.{i}", known[item["exercise"]], unit)
                        for g, group in enumerate(workout["groups"])
                        for i, item in enumerate(group["items"])
                    ],
                }
                for w, workout in enumerate(block["workouts"])
            ],
        }
        for b, block in enumerate(document["blocks"])
    ]


def _item_row(item, place, exercise, unit):
    work = [one for one in item["sets"] if one["kind"] != "warm_up"]
    first = work[0] if work else {}
    kind = first.get("load_kind", "none")
    load = {"percent_1rm": first.get("load_percent"), "rpe": first.get("rpe")}.get(
        kind, first.get("load_kg")
    )
    if kind in ("absolute", "bodyweight") and load is not None:
        load = plain(from_kg(Decimal(str(load)), unit))
    return {
        **item,
        "place": place,
        "figures": exercise.figures,
        "count": len(work) or 1,
        "first": first,
        "load": load,
        "differ": any(one != first for one in work),
    }
