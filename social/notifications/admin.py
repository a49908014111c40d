from django.contrib import admin

from fitapp.lib.admin import ReadOnlyAdmin
from social.notifications.models import PushSubscription


@admin.register(PushSubscription)
class PushSubscriptionAdmin(ReadOnlyAdmin):
    list_display = ["service", "user", "user_agent", "created_at", "failed_at", "failure"]
    list_select_related = ["user"]
    search_fields = ["user__email", "user__handle"]
    date_hierarchy = "created_at"
    ordering = ["-created_at"]
    exclude = ["endpoint", "p256dh", "auth"]  # with these one can write to it

    def has_delete_permission(self, request, obj=None):
        return True
