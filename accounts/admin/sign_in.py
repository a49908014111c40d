from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages

from accounts.admin.people import ReadOnly

# allauth brings pages of its own, in which secrets are shown and factors could be written.
admin.site.unregister([Authenticator, SocialAccount, SocialApp, SocialToken, UserSession])


@admin.register(Authenticator)
class AuthenticatorAdmin(ReadOnly, admin.ModelAdmin):
    """Second factors. Deleting one lets a person in who has lost it, and their codes with it."""

    list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type", "created_at", "last_used_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__handle"]
    exclude = ["data"]
    ordering = ["-created_at"]


@admin.register(SocialAccount)
class SocialAccountAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "provider", "date_joined", "last_login"]
    list_filter = ["provider", "date_joined"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__handle", "uid"]
    exclude = ["extra_data"]
    ordering = ["-date_joined"]


@admin.register(UserSession)
class UserSessionAdmin(ReadOnly, admin.ModelAdmin):
    list_display = ["user", "created_at", "last_seen_at", "ip", "user_agent"]
    list_filter = ["last_seen_at"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__handle", "ip"]
    exclude = ["session_key", "data"]
    ordering = ["-last_seen_at"]
    actions = ["end"]

    @admin.action(description="Sign out", permissions=["delete"])
    def end(self, request, queryset):
        for visit in queryset:
            visit.end()
        messages.success(request, "Signed out.")

    def delete_model(self, request, obj):
        obj.end()

    def delete_queryset(self, request, queryset):
        for visit in queryset:
            visit.end()
