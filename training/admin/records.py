from django.contrib import admin

from training.models import Record, TraineeWeek, TraineeWeekMuscle


class Derived(admin.ModelAdmin):
    """Rows that follow from the sets: read here, written by what changes a set."""

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


@admin.register(Record)
class RecordAdmin(Derived):
    list_display = ["exercise", "trainee", "kind", "value", "load_kg", "achieved_at", "stands"]
    list_filter = ["kind", ("superseded_at", admin.EmptyFieldListFilter), "load_mode"]
    list_select_related = ["exercise", "trainee"]
    search_fields = ["exercise__name", "trainee__email", "trainee__handle"]
    date_hierarchy = "achieved_at"
    ordering = ["-achieved_at", "-pk"]

    @admin.display(boolean=True)
    def stands(self, record):
        return record.superseded_at is None


@admin.register(TraineeWeek)
class TraineeWeekAdmin(Derived):
    list_display = ["week", "trainee", "sessions", "sets", "volume_kg", "duration_s"]
    list_select_related = ["trainee"]
    search_fields = ["trainee__email", "trainee__handle"]
    date_hierarchy = "week"
    ordering = ["-week", "-pk"]


@admin.register(TraineeWeekMuscle)
class TraineeWeekMuscleAdmin(Derived):
    list_display = ["week", "trainee", "muscle", "sets"]
    list_filter = ["muscle"]
    list_select_related = ["trainee"]
    search_fields = ["trainee__email", "trainee__handle"]
    date_hierarchy = "week"
    ordering = ["-week", "-pk"]
