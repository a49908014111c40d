from django.contrib import admin

from fitapp.lib.admin import ReadOnlyAdmin
from training.models import Gym


@admin.register(Gym)
class GymAdmin(ReadOnlyAdmin):
    list_display = ["name", "owner", "in_use_since", "created_at"]
    list_filter = [("in_use_since", admin.EmptyFieldListFilter)]
    list_select_related = ["owner"]
    search_fields = ["name", "owner__email", "owner__handle"]
    date_hierarchy = "created_at"
    ordering = ["-created_at", "-pk"]
