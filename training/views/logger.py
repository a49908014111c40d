from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from training import logbook, plates
from training.announcing import in_a_sentence, new_bests
from training.blanks import blanks
from training.forms.log import FinishForm, NoteForm, SetForm, SetKindForm
from training.laying_out import lay_out, lay_out_planned
from training.models import Gym, PlannedSession, Session
from training.views.finding import find_item, find_session, find_set
from training.worksheet import Worksheet

CONTROLS = {
    "efforts": [
        ("6", "4 left"),
        ("7", "3 left"),
        ("7.5", "2 or 3 left"),
        ("8", "2 left"),
        ("8.5", "1 or 2 left"),
        ("9", "1 left"),
        ("10", "nothing left"),
    ]
}


@signed_in
def session_log(request, pk):
    """The workout under way, or one that is corrected."""
    session = find_session(request, pk, to_edit=True)
    return _log(request, lay_out(session))


@signed_in
def prepared_log(request, pk):
    """The log of one's own planned session that has not begun. It begins with the first thing
    that a device says in it."""
    own = PlannedSession.objects.filter(trainee=request.user)
    planned = get_object_or_404(own.select_related("trainee__profile"), pk=pk)
    begun = Session.objects.filter(planned=planned).first()
    if begun is not None:
        return redirect("training:session-log", begun.pk)
    return _log(request, lay_out_planned(planned, at=timezone.now()), is_begun=False)


@signed_in
def free_log(request):
    """The log of a workout without a plan, which gets its id from the device."""
    session = Session(trainee=request.user, name="Workout", started_at=timezone.now())
    gym = Gym.objects.of(request.user.pk)
    return _log(request, Worksheet(session, [], gym), is_begun=False)


def _log(request, sheet, *, is_begun=True):
    unit, gym = request.user.profile.load_unit, sheet.gym
    context = {
        "session": sheet.session,
        "sheet": sheet,
        "is_begun": is_begun,
        "blanks": blanks(),
        "chosen": _chosen(sheet, request.GET.get("set")),
        "finish_form": FinishForm(),
        "profile": request.user.profile,
        "is_own": sheet.session.trainee_id == request.user.pk,
        **CONTROLS,
        "gym": gym,
        "bars": plates.bars(gym.bars if gym else [], unit),
        "discs": plates.plates(gym.plates if gym else [], unit),
    }
    return render(request, "training/session_log.html", context)


def _chosen(sheet, set_id):
    """The set whose menu is asked for where nothing else can open it, with its exercise."""
    found = ((entry, line) for entry in sheet.entries for line in entry.lines)
    return next((both for both in found if str(both[1].set.pk) == set_id), ())


@signed_in
@require_POST
def log_set(request, pk):
    row = find_set(request, pk)
    form = SetForm(request.POST, tracking=row.item.tracking, reader=request.user)
    if not form.is_valid():
        return _wrong(request, row.item, form.errors)
    try:
        broken = logbook.log_set(set=row, at=timezone.now(), **form.figures())
    except ValidationError as error:
        return _wrong(request, row.item, error.message_dict)
    bests = new_bests(broken, row, reader=request.user)
    if _wants_json(request):
        return JsonResponse({"set": str(row.pk), "bests": bests})
    if bests:
        messages.success(request, in_a_sentence(bests))
    return _to_log(row.item)


@signed_in
@require_POST
def undo_set(request, pk):
    row = find_set(request, pk)
    logbook.undo_set(set=row)
    if _wants_json(request):
        return JsonResponse({"set": str(row.pk)})
    return _to_log(row.item)


@signed_in
@require_POST
def change_set(request, pk):
    row = find_set(request, pk)
    form = SetKindForm(request.POST)
    if form.is_valid():
        logbook.change_set(set=row, kind=form.cleaned_data["kind"])
    return _to_log(row.item)


@signed_in
@require_POST
def delete_set(request, pk):
    row = find_set(request, pk)
    logbook.delete_set(set=row)
    return _to_log(row.item)


@signed_in
@require_POST
def add_set(request, pk):
    item = find_item(request, pk)
    logbook.add_set(item=item)
    return _to_log(item)


@signed_in
@require_POST
def warm_up(request, pk):
    item = find_item(request, pk)
    logbook.add_warm_ups(item=item)
    return _to_log(item)


@signed_in
@require_POST
def note(request, pk):
    item = find_item(request, pk)
    form = NoteForm(request.POST)
    if form.is_valid():
        logbook.note_on_exercise(item=item, note=form.cleaned_data["note"])
    return _to_log(item)


@signed_in
@require_POST
def skip(request, pk):
    item = find_item(request, pk)
    logbook.skip_exercise(item=item, at=timezone.now())
    return _to_log(item)


@signed_in
@require_POST
def unskip(request, pk):
    item = find_item(request, pk)
    logbook.unskip_exercise(item=item)
    return _to_log(item)


@signed_in
@require_POST
def remove(request, pk):
    item = find_item(request, pk)
    logbook.remove_exercise(item=item)
    messages.success(request, f"{item.name} removed.")
    return redirect("training:session-log", item.session_id)


@signed_in
@require_POST
def move(request, pk):
    """One place up or down: `by` is -1 or 1."""
    item = find_item(request, pk)
    step = -1 if request.POST.get("by") == "-1" else 1
    logbook.move_exercise(item=item, to=item.position + step)
    return _to_log(item)


def _wants_json(request):
    return request.headers.get("Accept") == "application/json"


def _to_log(item):
    return redirect(f"{reverse('training:session-log', args=[item.session_id])}#item-{item.pk}")


def _wrong(request, item, errors):
    sentences = [str(text) for texts in errors.values() for text in texts]
    if _wants_json(request):
        return JsonResponse(
            {"errors": {k: list(map(str, v)) for k, v in errors.items()}}, status=400
        )
    for sentence in sentences:
        messages.error(request, sentence)
    return _to_log(item)
