"""The admin's pages, behind our own door and our own sign-in."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from accounts.access import require_admin


class AdminSite(admin.AdminSite):
    """For admins. Others are told so, and nobody signs in here: a second door would have neither
    the limits nor the second factor of the first."""

    def has_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_authenticated and request.user.is_admin)

    def admin_view(
        self, view: Callable[..., HttpResponse], cacheable: bool = False
    ) -> Callable[..., HttpResponse]:
        return require_admin(super().admin_view(view, cacheable))

    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        return require_admin(lambda _: redirect("admin:index"))(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One's own password changes where the other devices are signed out and a mail is sent."""
        return redirect("account_change_password")
