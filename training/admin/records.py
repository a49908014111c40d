from django.contrib import admin

from fitapp.lib.admin import ReadOnlyAdmin
from training.models import Record, TraineeWeek, TraineeWeekMuscle


@admin.register(Record)
class RecordAdmin(ReadOnlyAdmin):
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
class TraineeWeekAdmin(ReadOnlyAdmin):
    list_display = ["week", "trainee", "sessions", "sets", "volume_kg", "duration_s"]
    list_select_related = ["trainee"]
    search_fields = ["trainee__email", "trainee__handle"]
    date_hierarchy = "week"
    ordering = ["-week", "-pk"]


@admin.register(TraineeWeekMuscle)
class TraineeWeekMuscleAdmin(ReadOnlyAdmin):
    list_display = ["week", "trainee", "muscle", "sets"]
    list_filter = ["muscle"]
    list_select_related = ["trainee"]
    search_fields = ["trainee__email", "trainee__handle"]
    date_hierarchy = "week"
    ordering = ["-week", "-pk"]
