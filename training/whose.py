"""Whose training is asked for: one's own, or that of somebody one coaches."""

from __future__ import annotations

import re
from typing import Final

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.coaching import may_see
from accounts.models import User

ID: Final = re.compile(r"[1-9][0-9]{0,18}")


def trainee_asked_for(request: HttpRequest) -> User:
    """The person `?trainee=` names, if the reader may see their training; else the reader."""
    asked = request.GET.get("trainee", "")
    return trainee_named(asked, reader=request.user)  # type: ignore[arg-type]  # signed in


def trainee_named(asked: str, *, reader: User) -> User:
    """The person with the id `asked`, or the reader where it is empty. Hidden is 404."""
    if asked in ("", str(reader.pk)):
        return reader
    if not ID.fullmatch(asked) or not may_see(reader, int(asked)):
        raise Http404
    return get_object_or_404(User.objects.select_related("profile"), pk=asked)
