"""Words on a session, between the trainee and those who coach her."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from training.models import Comment, Session


def comment(*, session: Session, author: User, text: str, at: datetime) -> Comment:
    return Comment.objects.create(session=session, author=author, text=text.strip(), created_at=at)


def delete_comment(*, comment: Comment) -> None:
    Comment.objects.filter(pk=comment.pk).delete()
