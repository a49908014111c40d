"""One planned workout, changed for its day alone: the plain forms of a program, for one workout."""

from copy import deepcopy

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from rest_framework.exceptions import ValidationError

from accounts.access import signed_in
from fitapp.lib.errors import Refused
from training import catalogue, customising
from training.forms.program_forms import PrescriptionForm
from training.models import Exercise
from training.views.planned_sessions import editable
from training.views.program_forms import ACTS, item_row, kept_form, said_by

HERE = "0.0"  # where the workout stands in the document that the acts are done on
DEPTHS = {  # of the places that each act is done at
    **dict.fromkeys(("change-workout", "add-exercise"), 2),
    **dict.fromkeys(("prescribe", "remove", "up", "down"), 4),
}


@signed_in
def customise(request: HttpRequest, pk) -> HttpResponse:
    planned, _ = editable(request, pk)
    if request.method != "POST":
        return _page(request, planned)
    try:
        done = _act(request, planned)
    except Refused as refused:
        return _page(request, planned, problem=str(refused), status=409)
    except (LookupError, ValueError):
        return _page(request, planned, problem="That place is gone.", status=400)
    except ValidationError as error:
        return _page(request, planned, problem=said_by(error), status=400)
    messages.success(request, done or "Saved for this day alone.")
    return redirect("training:customise", planned.pk)


def _act(request, planned):
    act, place = request.POST.get("act"), request.POST.get("place", HERE)
    if place.count(".") + 1 != DEPTHS[act]:
        raise LookupError(place)
    document = {"blocks": [{"workouts": [deepcopy(planned.document)]}]}
    done = ACTS[act](request, document, place)
    customising.customise(
        planned=planned,
        document=document["blocks"][0]["workouts"][0],
        at=timezone.now(),
        revision=request.POST.get("revision", ""),
    )
    return done


def _page(request, planned, *, problem="", status=200):
    planned.refresh_from_db(fields=["document", "name", "customised_at"])
    context = {
        "planned": planned,
        "is_own": planned.trainee == request.user,
        "place": HERE,
        "items": _items(planned.document, request.user.profile.load_unit),
        "names": [exercise.name for exercise in catalogue.everything(planned.trainee)],
        "ways": PrescriptionForm.base_fields["progress"].choices,
        "kinds": PrescriptionForm.base_fields["load_kind"].choices,
        "problem": problem,
        "kept": kept_form(request) if problem else None,
    }
    return render(request, "training/customise.html", context, status=status)


def _items(document, unit):
    slugs = [item["exercise"] for group in document["groups"] for item in group["items"]]
    known = {row.slug: row for row in Exercise.objects.filter(slug__in=slugs)}
    return [
        item_row(item, f"{HERE}.{g}.{i}", known[item["exercise"]], unit)
        for g, group in enumerate(document["groups"])
        for i, item in enumerate(group["items"])
        if item["exercise"] in known
    ]
