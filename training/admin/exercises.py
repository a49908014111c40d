from django.contrib import admin
from django.utils import timezone

from training import catalogue, exercises
from training.models import Exercise, ExerciseEquipment, ExerciseMuscle, Substitute


class MuscleInline(admin.TabularInline):
    model = ExerciseMuscle
    extra = 0


class EquipmentInline(admin.TabularInline):
    model = ExerciseEquipment
    extra = 0


class SubstituteInline(admin.TabularInline):
    model = Substitute
    fk_name = "exercise"
    raw_id_fields = ["substitute"]
    ordering = ["position"]
    extra = 0


@admin.register(Exercise)
class ExerciseAdmin(admin.ModelAdmin):
    """What an admin changes here becomes the admin's own; loading the library leaves it alone."""

    list_display = ["name", "slug", "pattern", "level", "tracking", "origin", "owner", "retired_at"]
    list_filter = [
        *("origin", "is_staple", ("retired_at", admin.EmptyFieldListFilter)),
        *("level", "mechanics", "tracking", "pattern"),
    ]
    list_select_related = ["owner"]
    search_fields = ["name", "slug", "aliases"]
    raw_id_fields = ["owner"]
    readonly_fields = ["origin", "retired_at"]
    ordering = ["name", "pk"]
    inlines = [MuscleInline, EquipmentInline, SubstituteInline]
    actions = ["retire", "bring_back"]

    def has_delete_permission(self, request, obj=None):
        return False  # history and programs hold on to it: it is retired instead

    def save_model(self, request, obj, form, change):
        if obj.owner_id is not None:
            obj.origin = Exercise.Origin.PRIVATE
        elif obj.origin == Exercise.Origin.SHIPPED:
            obj.origin = Exercise.Origin.ADDED
        super().save_model(request, obj, form, change)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        catalogue.changed()

    @admin.action(description="Retire the chosen exercises")
    def retire(self, request, queryset):
        for exercise in queryset:
            exercises.retire(exercise=exercise, at=timezone.now())

    @admin.action(description="Bring the chosen exercises back")
    def bring_back(self, request, queryset):
        for exercise in queryset:
            exercises.restore(exercise=exercise)
