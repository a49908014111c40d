"""How the pages of the log find a session, an exercise of it or a set: hidden is 404, forbidden
403."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from accounts.coaching import trainee_ids_of
from training.models import Session, SessionItem, Set


def find_session(request, pk, *, to_edit=False):
    sessions = Session.objects.visible_to(request.user).select_related(
        "trainee__profile", "logged_by__profile"
    )
    session = get_object_or_404(sessions, pk=pk)
    if to_edit and not session.can_be_edited_by(request.user):
        raise PermissionDenied("Only who logged it may change it.")
    return session


def find_item(request, pk):
    """An exercise of a session that this person may change."""
    people = [request.user.pk, *trainee_ids_of(request.user)]
    items = SessionItem.objects.filter(session__trainee_id__in=people).select_related(
        "session__trainee__profile", "exercise"
    )
    return _editable(request, get_object_or_404(items, pk=pk))


def find_set(request, pk):
    """A set that this person may change."""
    sets = Set.objects.visible_to(request.user).select_related(
        "item__exercise", "session__trainee__profile"
    )
    return _editable(request, get_object_or_404(sets, pk=pk))


def _editable(request, row):
    if not row.session.can_be_edited_by(request.user):
        raise PermissionDenied("Only who logged it may change it.")
    return row
