from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ReauthenticationRequired
from django.conf import settings
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.events import SessionsEnded
from accounts.models import User
from accounts.proof import only_others_can_prove
from accounts.visits import begin_visits, end_sessions
from fitapp.lib.addresses import client_ip

METHODS = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}


class AccountAdapter(DefaultAccountAdapter):
    """How allauth makes our users, and what it says to them."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "account_inactive": "This account is switched off.",
        "cannot_remove_primary_email": "Make another address the main one first.",
        "duplicate_email": "This address is yours already.",
        "email_password_mismatch": "E-mail and password do not match. Check both and try again.",
        "email_taken": "This address cannot be used. Choose another.",
        "enter_current_password": "This is not your current password.",
        "incorrect_code": "This is not the code we sent. Check the newest mail.",
        "incorrect_password": "This is not your password.",
        "rate_limited": "That was too many times. Wait a minute, then try again.",
        "too_many_login_attempts": "Too many tries for this address. Wait five minutes, then try "
        "again, or ask for a new password.",
        "unverified_primary_email": "Confirm this address first.",
    }

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """A user with a profile and the group of trainees, like everybody else's."""
        data = form.cleaned_data
        self.drop_other_proof(request, data["email"])
        made = User.objects.create_user(data["email"], data["password1"], name=data.get("name", ""))
        if data.get("time_zone"):
            made.profile.time_zone = data["time_zone"]
            made.profile.save(update_fields=["time_zone"])
        return made

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def is_safe_url(self, url: str) -> bool:
        """Whether to go on there: on this very host, and not on another that we answer to."""
        here = self.request
        return url_has_allowed_host_and_scheme(url, {here.get_host()}, here.is_secure())

    def render_mail(
        self,
        template_prefix: str,
        email: str | list[str],
        context: dict[str, Any],
        headers: dict[str, str] | None = None,
    ) -> EmailMessage:
        """Links in a mail lead to this site, whatever host the request for it named."""
        context = {name: self._at_this_site(value) for name, value in context.items()}
        context["site_url"] = settings.SITE_URL
        return super().render_mail(template_prefix, email, context, headers)

    def _at_this_site(self, value: Any) -> Any:
        if not isinstance(value, str) or not value.startswith(("http://", "https://")):
            return value
        return settings.SITE_URL + urlsplit(value)._replace(scheme="", netloc="").geturl()

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")

    def drop_other_proof(self, request: HttpRequest, email: str) -> None:
        """An invitation proves the invited address and no other."""
        if not self.is_email_verified(request, email):
            self.unstash_verified_email(request)

    def login(self, request: HttpRequest, user: User) -> None:
        super().login(request, user)
        begin_visits(request, at=timezone.now())

    def set_password(self, user: User, password: str) -> None:
        """A new password ends every session but the one in which it was chosen."""
        super().set_password(user, password)
        request = self.request  # there is none where no page asks for it
        mine = request is not None and request.user == user
        end_sessions(user=user, but=request.session.session_key if mine else None)
        SessionsEnded(user_id=user.pk).publish()

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        if only_others_can_prove(self.request):
            raise ReauthenticationRequired
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def get_reauthentication_methods(self, user: User) -> list[dict[str, Any]]:
        """Ways to prove again that it is you; where there are none here, by signing in again."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not ways and user.is_authenticated:
            return [{"id": "sign_in", "description": "", "url": reverse("accounts:prove")}]
        return [{**way, "description": METHODS[way["id"]]} for way in ways]
