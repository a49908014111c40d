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
    items = SessionItem.objects.select_related("session__trainee__profile", "exercise")
    own = items.filter(session__trainee=request.user, pk=pk).first()
    if own is not None:
        return own
    theirs = items.filter(session__trainee_id__in=trainee_ids_of(request.user))
    return _editable(request, get_object_or_404(theirs, pk=pk))


def find_set(request, pk):
    """A set that this person may change: mostly their own, which is asked first."""
    sets = Set.objects.select_related("item__exercise", "exercise", "session__trainee__profile")
    own = sets.filter(trainee=request.user, pk=pk).first()
    if own is not None:
        return own
    return _editable(request, get_object_or_404(sets.visible_to(request.user), pk=pk))


def _editable(request, row):
    if not row.session.can_be_edited_by(request.user):
        raise PermissionDenied("Only who logged it may change it.")
    return row
