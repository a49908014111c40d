from django.contrib import admin

from accounts.models import Look
from fitapp.lib.admin import ReadOnlyAdmin


@admin.register(Look)
class LookAdmin(ReadOnlyAdmin):
    """The access log: read here, and neither written, changed nor deleted by anybody."""

    list_display = ["owner", "viewer_name", "scope", "what", "at"]
    list_filter = ["scope", "at"]
    list_select_related = ["owner"]
    search_fields = ["owner__email", "owner__handle", "viewer_name", "viewer__email"]
    date_hierarchy = "at"
    ordering = ["-at", "-pk"]
