from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from training import logbook
from training.announcing import bests_of
from training.commenting import comment, delete_comment
from training.forms.log import CommentForm, FinishForm, SessionForm, StartForm
from training.forms.repeating import DayForm
from training.laying_out import lay_out
from training.models import Comment, PlannedSession, Session
from training.muscles import hard_sets
from training.views.finding import find_session
from training.whose import trainee_named


def find_trainee(request):
    """Whose log this is about: one's own, or `?trainee=` of somebody one coaches."""
    asked = request.GET.get("trainee") or request.POST.get("trainee") or ""
    return trainee_named(asked, reader=request.user)


@signed_in
def session(request, pk, comment_form=None):
    """One workout: what was planned against what was done, and what was said about it."""
    session = find_session(request, pk)
    comments = session.comments.visible_to(request.user).select_related("author__profile")
    sheet = lay_out(session, past=False)
    context = {
        "session": session,
        "sheet": sheet,
        "muscles": hard_sets(sheet),
        "day_form": DayForm(),
        "records": bests_of(session, reader=request.user),
        "length": _seconds_of(session),
        "comments": comments.order_by("created_at", "pk"),
        "comment_form": comment_form or CommentForm(),
        "may_edit": session.can_be_edited_by(request.user),
        "is_own": session.trainee_id == request.user.pk,
    }
    return render(request, "training/session.html", context)


@signed_in
@require_POST
def start(request):
    """A workout without a plan."""
    trainee = find_trainee(request)
    form = StartForm(request.POST)
    name = (form.cleaned_data["name"] if form.is_valid() else "") or "Workout"
    session = logbook.start_now(trainee=trainee, by=request.user, at=timezone.now(), name=name)
    return redirect("training:session-log", session.pk)


@signed_in
@require_POST
def start_planned(request, pk):
    planned = get_object_or_404(PlannedSession.objects.visible_to(request.user), pk=pk)
    if not planned.can_be_edited_by(request.user):
        raise PermissionDenied
    session = logbook.start_planned(planned=planned, by=request.user, at=timezone.now())
    if session.finished_at or not session.can_be_edited_by(request.user):
        return redirect("training:session", session.pk)
    return redirect("training:session-log", session.pk)


@signed_in
def add_past(request):
    """Write down a workout that is over."""
    trainee = find_trainee(request)
    form = SessionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        session = _write_past(form, trainee, request.user)
        return redirect("training:session-log", session.pk)
    return render(request, "training/session_form.html", {"form": form, "trainee": trainee})


@transaction.atomic
def _write_past(form, trainee, by):
    times, read = form.times(), form.cleaned_data
    session = logbook.start_free(
        trainee=trainee,
        by=by,
        at=times["started_at"],
        name=read["name"],
        finished_at=times["finished_at"],
    )
    if read["rpe"] or read["note"]:
        logbook.edit_session(
            session=session, name=read["name"], rpe=read["rpe"], note=read["note"], **times
        )
    return session


@signed_in
def edit(request, pk):
    session = find_session(request, pk, to_edit=True)
    form = SessionForm(
        request.POST or None,
        initial=SessionForm.initial_of(session),
        is_over=session.finished_at is not None,
    )
    if request.method == "POST" and form.is_valid():
        read, times = form.cleaned_data, form.times(session)
        said = {name: read[name] for name in ("name", "rpe", "note") if name in form.changed_data}
        if {"started_at", "minutes"} & {*form.changed_data}:
            said |= times if session.finished_at else {"started_at": times["started_at"]}
        logbook.correct_session(session=session, changes=said)
        messages.success(request, "Session saved.")
        return redirect("training:session", session.pk)
    context = {"form": form, "session": session, "trainee": session.trainee}
    return render(request, "training/session_form.html", context)


@signed_in
def finish(request, pk):
    """Asks how it felt, and ends it."""
    session = find_session(request, pk, to_edit=True)
    form = FinishForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        sheet = lay_out(session, past=False)
        context = {"session": session, "sheet": sheet, "finish_form": form}
        return render(request, "training/finish.html", context)
    logbook.finish_session(session=session, at=timezone.now(), **form.cleaned_data)
    messages.success(request, f"{session.name} finished.")
    return redirect("training:session", session.pk)


@signed_in
@require_POST
def delete(request, pk):
    session = find_session(request, pk, to_edit=True)
    logbook.delete_session(session=session)
    messages.success(request, f"{session.name} deleted.")
    return redirect("training:sessions")


@signed_in
@require_POST
def add_comment(request, pk):
    session = find_session(request, pk)
    if not session.can_be_commented_by(request.user):
        raise PermissionDenied
    form = CommentForm(request.POST)
    if not form.is_valid():
        messages.error(request, "A comment has between 1 and 2,000 characters.")
    else:
        text = form.cleaned_data["text"]
        comment(session=session, author=request.user, text=text, at=timezone.now())
    return redirect("training:session", session.pk)


@signed_in
@require_POST
def remove_comment(request, pk):
    sessions = Session.objects.visible_to(request.user)
    found = get_object_or_404(Comment.objects.filter(session__in=sessions), pk=pk)
    if not found.can_be_edited_by(request.user):
        raise PermissionDenied
    delete_comment(comment=found)
    return redirect("training:session", found.session_id)


def _seconds_of(session):
    if session.finished_at is None:
        return None
    return (session.finished_at - session.started_at).total_seconds()
