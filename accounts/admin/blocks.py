from django.contrib import admin

from accounts.models import Block
from fitapp.lib.admin import ReadOnlyAdmin


@admin.register(Block)
class BlockAdmin(ReadOnlyAdmin):
    """Made and taken back by the person who blocks, and by nobody for them."""

    list_display = ["blocker", "blocked", "at"]
    list_filter = ["at"]
    list_select_related = ["blocker", "blocked"]
    search_fields = ["blocker__email", "blocker__handle", "blocked__email", "blocked__handle"]
    date_hierarchy = "at"
    ordering = ["-at"]
