"""The editor for browsers without JavaScript: one form an act, the same verb behind each."""

from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
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
from training.forms.program_forms import (
    BlockForm,
    ExerciseForm,
    PrescriptionForm,
    WorkoutForm,
    figures_of,
)
from training.models import Exercise
from training.views.programs import find_program
from training.wording import rule_in_words


@signed_in
def edit(request, pk):
    program = find_program(request, pk, to_edit=True)
    if request.method != "POST":
        return _page(request, program)
    place = request.POST.get("place", "")
    try:
        _act(request, program, place)
    except Refused as refused:
        return _page(request, program, problem=str(refused), status=409)
    except (LookupError, ValueError):
        gone = "That place is gone. The program was changed somewhere else."
        return _page(request, program, problem=gone)
    except ValidationError as error:
        return _page(request, program, problem=said_by(error))
    return redirect(f"{reverse('training:program-forms', args=[program.pk])}#p{place}")


def _page(request, program, *, problem="", status=200):
    """The program as it is now; with a problem, what was typed is kept beside it."""
    document = read_document(program.current())
    context = {
        "program": program,
        "document": document,
        "blocks": _rows(document, request.user.profile.load_unit),
        "names": [exercise.name for exercise in catalogue.everything(request.user)],
        "ways": PrescriptionForm.base_fields["progress"].choices,
        "kinds": PrescriptionForm.base_fields["load_kind"].choices,
        "problem": problem,
        "kept": kept_form(request) if problem else None,
    }
    return render(request, "training/program_forms.html", context, status=status)


def said_by(error):
    """Each sentence of a ValidationError once."""
    said = [text for texts in sentences(error.detail).values() for text in texts]
    return " ".join(dict.fromkeys(said))


def kept_form(request):
    """The form that was sent, as it was filled in; None for an act without words."""
    form = FORMS.get(request.POST.get("act"))
    return form and form(request.POST, auto_id="kept_%s")


def _act(request, program, place):
    """One act on the document as it is; refused where that is not what the person saw."""
    document = read_document(program.current())
    done = ACTS[request.POST.get("act")](request, document, place)
    document["updated_at"] = request.POST.get("updated_at", "")
    write_document(program=program, document=document, by=request.user, at=timezone.now())
    if done:
        messages.success(request, done)


def _read(form_class, request):
    """What was typed. Raises ValidationError with the field named in the sentence."""
    form = form_class(request.POST)
    if not form.is_valid():
        raise ValidationError(
            [
                f"{form.fields[name].label or name.replace('_', ' ').capitalize()}: {text}"
                for name, texts in form.errors.items()
                for text in texts
            ]
        )
    return form.cleaned_data


def _at(document, path, level):
    """The block, workout or item at a place. One at another depth was made by hand: 400."""
    row = getattr(editing.find(document, path), level)
    if row is None:
        raise SuspiciousOperation("This cannot be done there.")
    return row


def _add_block(request, document, path):
    editing.add_block(document)


def _change_block(request, document, path):
    said = _read(BlockForm, request)
    _at(document, path, "block").update(said)


def _add_workout(request, document, path):
    said = _read(WorkoutForm, request)
    editing.add_workout(_at(document, path, "block"), **said)


def _change_workout(request, document, path):
    said = _read(WorkoutForm, request)
    _at(document, path, "workout").update(said)


def _add_exercise(request, document, path):
    query = _read(ExerciseForm, request)["exercise"]
    found = catalogue.search(query, user=request.user)
    if not found:
        raise ValidationError([f"No exercise is called “{query}”."])
    workout = _at(document, path, "workout")
    editing.add_exercise(workout, slug=found[0].slug, figures=found[0].figures)
    return f"{found[0].name} added to {workout['name']}."


def _prescribe(request, document, path):
    said = _read(PrescriptionForm, request)
    item = _at(document, path, "item")
    item["notes"] = said["notes"]
    figures = figures_of(said, unit=request.user.profile.load_unit)
    editing.prescribe(item, sets=said["sets"], figures=figures)
    editing.progress(item, how=said["progress"])
    item["warm_up"] = "auto" if said["warm_up"] else "none"


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
FORMS = {
    "change-block": BlockForm,
    "add-workout": WorkoutForm,
    "change-workout": WorkoutForm,
    "add-exercise": ExerciseForm,
    "prescribe": PrescriptionForm,
}


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
                        item_row(item, f"{b}.{w}.{g}.{i}", known[item["exercise"]], unit)
                        for g, group in enumerate(workout["groups"])
                        for i, item in enumerate(group["items"])
                    ],
                }
                for w, workout in enumerate(block["workouts"])
            ],
        }
        for b, block in enumerate(document["blocks"])
    ]


def item_row(item, place, exercise, unit):
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
        "rules": [rule_in_words(rule, unit) for rule in item["progression"]],
        "differ": any(one != first for one in work),
    }
