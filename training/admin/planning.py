from django.contrib import admin

from training.models import Assignment, PlannedSession


@admin.register(Assignment)
class AssignmentAdmin(admin.ModelAdmin):
    list_display = ["program_name", "trainee", "mode", "starts_on", "assigned_by", "ended_at"]
    list_filter = [
        "mode",
        "open_end",
        ("paused_on", admin.EmptyFieldListFilter),
        ("ended_at", admin.EmptyFieldListFilter),
        "starts_on",
    ]
    list_select_related = ["trainee", "assigned_by"]
    search_fields = ["program_name", "trainee__email", "trainee__handle"]
    date_hierarchy = "starts_on"
    raw_id_fields = ["trainee", "assigned_by", "version"]
    ordering = ["-starts_on", "-pk"]


@admin.register(PlannedSession)
class PlannedSessionAdmin(admin.ModelAdmin):
    list_display = ["name", "trainee", "date", "block_name", "cycle", "state"]
    list_filter = [
        "date",
        ("missed_at", admin.EmptyFieldListFilter),
        ("skipped_at", admin.EmptyFieldListFilter),
        ("customised_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["trainee", "session"]
    search_fields = ["name", "trainee__email", "trainee__handle", "assignment__program_name"]
    date_hierarchy = "date"
    raw_id_fields = ["trainee", "assignment"]
    ordering = ["-date", "-pk"]

    @admin.display(description="status")
    def state(self, planned):
        return planned.status.replace("_", " ")
