from django.db.models import Max
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from training import catalogue, logbook
from training.models import Exercise, Set
from training.substituting import offers
from training.views.finding import find_item, find_session

SHOWN = 40


@signed_in
def pick_exercise(request, pk):
    """Which exercise to add: what was trained lately first, then the library."""
    session = find_session(request, pk, to_edit=True)
    query = request.GET.get("q", "")
    context = {
        "session": session,
        "query": query,
        "action": reverse("training:session-add", args=[session.pk]),
        "lately": [] if query else _lately(session),
        "found": catalogue.find(query, user=request.user)[:SHOWN],
    }
    return render(request, "training/pick_exercise.html", context)


@signed_in
@require_POST
def add_exercise(request, pk):
    session = find_session(request, pk, to_edit=True)
    item = logbook.add_exercise(session=session, exercise=_exercise(request))
    return _to(item)


@signed_in
def swap_exercise(request, pk):
    """What can stand in for an exercise; posted, it does."""
    item = find_item(request, pk)
    if request.method == "POST":
        return _to(logbook.swap_exercise(item=item, exercise=_exercise(request)))
    query = request.GET.get("q", "")
    context = {
        "session": item.session,
        "item": item,
        "query": query,
        "action": reverse("training:item-swap", args=[item.pk]),
        "planned": _planned(request, item),
        **_offers(request, item),
        "found": catalogue.find(query, user=request.user)[:SHOWN] if query else [],
    }
    return render(request, "training/swap_exercise.html", context)


def _offers(request, item):
    """What suits, and what is left out: shown as well when asked for."""
    if request.GET.get("q") or item.exercise is None:
        return {}
    found = offers(item.exercise, trainee=item.session.trainee, reader=request.user)
    return {
        "offers": [offer for offer in found if not offer.why_not],
        "left_out": [offer for offer in found if offer.why_not],
        "shows_all": request.GET.get("all") == "1",
    }


def _planned(request, item):
    """What was planned, where something else stands in for it."""
    if item.planned_exercise_id in (None, item.exercise_id):
        return None
    known = Exercise.objects.visible_to(request.user).in_use()
    return known.filter(pk=item.planned_exercise_id).first()


def _exercise(request):
    known = Exercise.objects.visible_to(request.user).in_use()
    wanted = request.POST.get("exercise", "")
    return get_object_or_404(known, pk=wanted if wanted.isdecimal() else 0)


def _lately(session):
    latest = (
        Set.objects.done()
        .filter(trainee_id=session.trainee_id, exercise__retired_at=None)
        .exclude(exercise=None)
        .values("exercise_id")
        .annotate(at=Max("completed_at"))
        .order_by("-at")[:8]
    )
    rows = Exercise.objects.in_bulk([row["exercise_id"] for row in latest])
    return [rows[row["exercise_id"]] for row in latest]


def _to(item):
    return redirect(f"{reverse('training:session-log', args=[item.session_id])}#item-{item.pk}")
