from django.contrib import messages
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from accounts.access import signed_in
from training import repeating
from training.forms.repeating import DayForm
from training.views.finding import find_session


@signed_in
@require_POST
def repeat(request, pk):
    """The same again, now."""
    session = find_session(request, pk)
    made = repeating.repeat_session(session=session, by=request.user, at=timezone.now())
    return redirect("training:session-log", made.pk)


@signed_in
@require_POST
def plan(request, pk):
    """The same again, on another day."""
    session = find_session(request, pk)
    form = DayForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a day to come.")
        return redirect("training:session", session.pk)
    planned = repeating.plan_again(
        session=session, by=request.user, on=form.cleaned_data["on"], at=timezone.now()
    )
    messages.success(request, f"{planned.name} is planned for {planned.date:%-d %B}.")
    return redirect("training:planned-session", planned.pk)


@signed_in
@require_POST
def save(request, pk):
    """A program of one's own that begins with this workout."""
    session = find_session(request, pk)
    made = repeating.save_as_program(session=session, by=request.user, at=timezone.now())
    messages.success(request, f"“{made.name}” is a program of yours now. Go on from here.")
    return redirect("training:program-edit", made.pk)
