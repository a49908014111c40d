from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):
    """How allauth makes our users."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A user with a profile and the group of trainees, like everybody else's."""
        data = form.cleaned_data
        made = User.objects.create_user(data["email"], data["password1"], name=data.get("name", ""))
        user.__dict__.update(made.__dict__)
        return user
