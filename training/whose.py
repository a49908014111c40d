"""Whose training is asked for: one's own, or that of somebody one coaches."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.coaching import trainee_ids_of
from accounts.models import User


def trainee_asked_for(request: HttpRequest) -> User:
    """The person `?trainee=` names, if the reader may see their training; else the reader."""
    asked = request.GET.get("trainee", "")
    return trainee_named(asked, reader=request.user)  # type: ignore[arg-type]  # signed in


def trainee_named(asked: str, *, reader: User) -> User:
    """The person with the id `asked`, or the reader where it is empty. Hidden is 404."""
    if asked in ("", str(reader.pk)):
        return reader
    if asked not in map(str, trainee_ids_of(reader)):
        raise Http404
    return get_object_or_404(User.objects.select_related("profile"), pk=asked)
