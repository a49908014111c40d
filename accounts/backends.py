from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from accounts.models import User


class EmailBackend(AuthenticationBackend):
    """allauth's sign-in; profile and roles come with the person, in one query."""

    def get_user(self, user_id: int) -> User | None:
        user = User.objects.with_profile().with_roles().filter(pk=user_id).first()
        if user is None or not self.user_can_authenticate(user):
            return None
        user.learn_roles()
        return user
