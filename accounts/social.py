"""Signing in with an account at Google or Apple.

An equal address never joins two accounts: whoever has one here signs in, and connects the other in
Settings. Of what they tell us we keep the name and the address, and none of their tokens.
"""

from __future__ import annotations

import logging
from typing import Any, ClassVar
from urllib.parse import urlsplit

import requests
from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.account.internal.userkit import filter_users_by_email
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers import registry
from allauth.socialaccount.providers.apple.provider import AppleProvider
from allauth.socialaccount.providers.base import AuthProcess
from allauth.socialaccount.providers.google.provider import GoogleProvider
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest
from django.shortcuts import redirect
from requests.adapters import HTTPAdapter

from accounts.models import Profile, User

KEPT = ("name", "given_name", "family_name", "email", "email_verified")

logger = logging.getLogger(__name__)


class KeepsLittle:
    """What stays of an answer after the sign-in."""

    def extract_extra_data(self, data: dict[str, Any]) -> dict[str, Any]:
        return {name: data[name] for name in KEPT if name in data}


class Google(KeepsLittle, GoogleProvider):
    pass


class Apple(KeepsLittle, AppleProvider):
    pass


class Detour(HTTPAdapter):
    """Reaches one address at another, for a rehearsal without Google or Apple."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self.base = base

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> Any:
        asked = urlsplit(str(request.url))
        request.url = f"{self.base}{asked.path}?{asked.query}".rstrip("?")
        return super().send(request, *args, **kwargs)


def name_told(account: Any) -> str:
    """What the person is called there."""
    told: dict[str, Any] = account.extra_data
    name = told.get("name") or f"{told.get('given_name', '')} {told.get('family_name', '')}"
    if isinstance(name, dict):  # Apple's, and only the first time
        name = f"{name.get('firstName') or ''} {name.get('lastName') or ''}"
    return str(name).strip()[: Profile.name.field.max_length]


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """How allauth joins accounts elsewhere with ours."""

    error_messages: ClassVar[dict[str, Any]] = {
        **DefaultSocialAccountAdapter.error_messages,
        "connected_other": "This account is connected to somebody else here.",
        "email_taken": "There is an account with this address. Sign in to it, then connect %s in "
        "Settings.",
        "no_password": "Set a password first, so that you can still sign in.",
        "no_verified_email": "Confirm an e-mail address first, so that you can still sign in.",
    }

    def list_apps(
        self, request: HttpRequest, provider: str | None = None, client_id: str | None = None
    ) -> list[Any]:
        """The settings name them all; allauth would look into the database as well."""
        return [
            SocialApp(provider=id, **app)
            for id, about in settings.SOCIALACCOUNT_PROVIDERS.items()
            for app in about["APPS"]
            if provider in (None, id) and client_id in (None, app["client_id"])
        ]

    def get_provider(
        self, request: HttpRequest, provider: str, client_id: str | None = None
    ) -> Any:
        """Who is not set up is not there."""
        registry.load()
        if not self.list_apps(request, provider=provider, client_id=client_id):
            raise Http404
        return super().get_provider(request, provider, client_id)

    def get_requests_session(self) -> requests.Session:
        session: requests.Session = super().get_requests_session()
        for address, base in settings.SOCIAL_SIGN_IN_DETOURS.items():
            session.mount(address, Detour(base))
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        if sociallogin.state.get("process") == AuthProcess.CONNECT:
            return
        if request.user.is_authenticated and sociallogin.user != request.user:
            self._send_back(request, "settings", f"This is another {sociallogin.provider} account.")
        if not sociallogin.is_existing and self._proves_a_taken_address(sociallogin):
            self._send_back(
                request,
                "sign in",
                "There is an account with this address already. Sign in to it, then connect "
                f"{sociallogin.provider} in Settings.",
            )

    def _proves_a_taken_address(self, sociallogin: SocialLogin) -> bool:
        """Who only claims an address learns nothing: they get the page for new accounts."""
        return any(
            address.verified and filter_users_by_email(address.email)
            for address in sociallogin.email_addresses
        )

    def _send_back(self, request: HttpRequest, where: str, told: str) -> None:
        messages.error(request, told)
        url = {"settings": "accounts:settings", "sign in": "account_login"}[where]
        raise ImmediateHttpResponse(redirect(url))

    def save_user(self, request: HttpRequest, sociallogin: SocialLogin, form: Any = None) -> User:
        """A user with a profile and the group of trainees, like everybody else's."""
        told = form.cleaned_data if form is not None else {}
        email = told.get("email") or sociallogin.user.email
        get_account_adapter().drop_other_proof(request, email)
        name = told.get("name") or name_told(sociallogin.account)
        sociallogin.user = User.objects.create_user(email, name=name)
        sociallogin.save(request)
        return sociallogin.user

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, error: Any = None, exception: Any = None,
        extra_context: Any = None,
    ) -> None:  # fmt: skip
        logger.warning("Sign-in with %s failed: %s %s", provider.id, error, exception or "")
