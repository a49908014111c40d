"""Who looked at whose body, health, nutrition and photos. A look that cannot be noted is not
given: the row is written before the answer."""

from __future__ import annotations

from datetime import datetime

from accounts.models import Look, User


def note_look(*, owner: User, viewer: User, scope: str, what: str, at: datetime) -> None:
    """Keep that `viewer` was shown `what` of the owner's; once for each request and scope.

    Looking at one's own is nobody else's business and leaves nothing.
    """
    if viewer.pk == owner.pk:
        return
    Look.objects.create(
        owner=owner, viewer=viewer, viewer_name=viewer.name, scope=scope, what=what, at=at
    )
