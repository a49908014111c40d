from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from fitapp.lib.addresses import client_ip


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
        if not self.is_email_verified(request, data["email"]):
            self.unstash_verified_email(request)  # it is for the invited address and no other
        made = User.objects.create_user(data["email"], data["password1"], name=data.get("name", ""))
        if data.get("time_zone"):
            made.profile.time_zone = data["time_zone"]
            made.profile.save(update_fields=["time_zone"])
        return made

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("accounts:settings")
